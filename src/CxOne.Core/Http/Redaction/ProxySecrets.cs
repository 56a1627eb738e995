using System.Net;

namespace CxOne.Http;

/// <summary>Finds the credentials of the process's proxy, whose address may appear in the message of a failure.</summary>
internal static class ProxySecrets
{
    private static readonly string[] Variables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
    private static readonly Uri[] Destinations = [new("https://cxone.example"), new("http://cxone.example")];

    /// <summary>Returns the values of the environment's proxy variables that contain user information.</summary>
    /// <param name="environment">Reads a variable; returns <see langword="null"/> if it is not set.</param>
    public static IReadOnlyList<string> Settings(Func<string, string?> environment)
        => [.. Variables
            .Select(environment)
            .Where(value => value?.Contains('@', StringComparison.Ordinal) == true)
            .Select(value => value!.Trim())
            .Distinct(StringComparer.Ordinal)];

    /// <summary>Returns every form of the credentials in the settings.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> settings) => settings.SelectMany(setting =>
    {
        // The framework also accepts a setting without a scheme, and a password with characters that would have to be escaped.
        var scheme = setting.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 0 : scheme + 3;
        var at = setting.LastIndexOf('@');
        return at > start ? UriRedactor.Passwords(setting[start..at]) : [];
    });

    /// <summary>Returns every form of the credentials of a proxy.</summary>
    public static IEnumerable<string> Of(IWebProxy proxy)
    {
        foreach (var destination in Destinations)
        {
            if (proxy.GetProxy(destination) is not { } address || address == destination)
            {
                continue;
            }

            foreach (var secret in UriRedactor.Passwords(address.UserInfo))
            {
                yield return secret;
            }

            if (proxy.Credentials?.GetCredential(address, "Basic") is { Password.Length: > 0 } credential)
            {
                foreach (var secret in UriRedactor.Passwords($"{credential.UserName}:{credential.Password}"))
                {
                    yield return secret;
                }
            }
        }
    }
}
