namespace CxOne.PowerShell.Http;

/// <summary>The texts of Invoke-CxRestMethod. A snapshot test holds all of them.</summary>
internal static class HttpCmdletMessages
{
    public static string BodyNotJson(string cause) => $"Body must be JSON or an object that can be converted to JSON: {cause}";

    public static string Target(string host, string path) => $"{host}{path}";
}
