namespace CxOne.Tests.Support;

/// <summary>A test that opens a page in Chromium. It is skipped with a reason if Chromium is not installed.</summary>
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
