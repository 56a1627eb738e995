namespace CxOne.Tests.Support;

/// <summary>A test that looks at a page in Chromium; where there is none it is skipped and says so.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Program is null)
        {
            Skip = "There is no Chromium on PATH (Debian: apt-get install chromium).";
        }
    }
}
