using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// The second line of defence: takes the connection's own secrets out of texts that somebody else wrote, such as an error
/// message in which a tenant or a proxy echoes the request. The first line is that only allowed headers and names are ever shown.
/// </summary>
internal sealed class SecretScrubber
{
    private const int ShortestSecret = 6;
    private const int KeptSecrets = 32;
    private ImmutableList<string> _secrets = [];

    public void Add(string? secret)
    {
        // Very short values would blacken ordinary words without hiding anything.
        if (secret is null || secret.Length < ShortestSecret)
        {
            return;
        }

        ImmutableInterlocked.Update(
            ref _secrets,
            static (list, value) => list.Contains(value) ? list : (list.Count >= KeptSecrets ? list.RemoveAt(1) : list).Add(value),
            secret);
    }

    public string Scrub(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(secret), "***", StringComparison.Ordinal)
                .Replace(JsonEncodedText.Encode(secret).Value, "***", StringComparison.Ordinal)
                .Replace(JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value, "***", StringComparison.Ordinal);
        }

        return text;
    }
}
