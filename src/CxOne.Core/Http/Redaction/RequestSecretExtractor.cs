using System.Text.Json;
using System.Text.RegularExpressions;

namespace CxOne.Http;

/// <summary>
/// What a single request carries that must not come back in an error: a tenant or a proxy may echo the request in its answer.
/// </summary>
internal static partial class RequestSecretExtractor
{
    private const int LargestBody = 1_000_000;
    private const int MostSecrets = 100;

    /// <summary>
    /// Query values that are not shown either, of the request and of addresses in its body,
    /// and the values of body members whose names speak of secrets.
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
        // Read by tokens and not as a document: most bodies are large and hold no secret at all.
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
                    // A webhook's address: its query is often a key, as it is in the request's own.
                    secrets.AddRange(UriRedactor.HiddenValues(address.Query));
                    secrets.AddRange(UriRedactor.Passwords(address.UserInfo));
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A body that is no JSON has no members whose names could be looked at; the tenant will say what is wrong with it.
        }
    }

    [GeneratedRegex(
        "pass(word|phrase|wd)|secret|token|api_?-?key|access_?-?key|private_?-?key|credential|authorization|signature",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
