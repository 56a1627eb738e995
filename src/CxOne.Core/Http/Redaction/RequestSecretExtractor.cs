using System.Text.Json;
using System.Text.RegularExpressions;

namespace CxOne.Http;

/// <summary>
/// Finds the secrets of a request. A tenant or a proxy may quote the request in its answer, and they must not appear in an error.
/// </summary>
internal static partial class RequestSecretExtractor
{
    private const int LargestBody = 1_000_000;
    private const int MostSecrets = 100;

    /// <summary>
    /// Returns the hidden query values of the request and of addresses in its body, and the values of body members whose names suggest a
    /// secret.
    /// </summary>
    public static IReadOnlyList<string> Of(CxRequest request)
    {
        List<string> secrets = [.. UriRedactor.HiddenValues(request.Path)];
        if (request.Body is { } body && body.Length <= LargestBody)
        {
            AddFrom(body, secrets);
        }

        return secrets;
    }

    private static void AddFrom(ReadOnlyMemory<byte> body, List<string> secrets)
    {
        // Read token by token, because most bodies are large and contain no secret.
        var reader = new Utf8JsonReader(
            body.Span, new JsonReaderOptions { MaxDepth = 256, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var isSecret = false;
        try
        {
            while (secrets.Count < MostSecrets && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    isSecret = SecretName().IsMatch(reader.GetString()!);
                }
                else if (reader.TokenType == JsonTokenType.String && isSecret)
                {
                    secrets.Add(reader.GetString()!);
                }
                else if (reader.TokenType == JsonTokenType.String
                    && Uri.TryCreate(reader.GetString(), UriKind.Absolute, out var address)
                    && address.Scheme is ("http" or "https"))
                {
                    // The query of an address, such as that of a webhook, often contains a key.
                    secrets.AddRange(UriRedactor.HiddenValues(address.Query));
                    secrets.AddRange(UriRedactor.Passwords(address.UserInfo));
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A body that is not JSON has no members.
        }
    }

    [GeneratedRegex(
        "pass(word|phrase|wd)|secret|token|api_?-?key|access_?-?key|private_?-?key|credential|authorization|signature",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
