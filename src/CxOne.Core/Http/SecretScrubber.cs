using System.Collections.Immutable;

namespace CxOne.Http;

/// <summary>
/// The second line of defence: takes the connection's own secrets out of texts that somebody else wrote, such as an error
/// message in which a tenant or a proxy echoes the request. The first line is that only allowed headers and names are ever shown.
/// </summary>
internal sealed class SecretScrubber
{
    private const int ShortestSecret = 6;
    private const int KeptSecrets = 32;
    private const int LongestQuote = 500;

    private readonly SecretScrubber? _wider;
    private ImmutableList<string> _secrets = [];

    public SecretScrubber()
    {
    }

    private SecretScrubber(SecretScrubber wider) => _wider = wider;

    /// <summary>Takes out what a request carries as well; what becomes known to the connection later is taken out too.</summary>
    public SecretScrubber For(CxRequest request)
    {
        var secrets = RequestSecrets.Of(request);
        if (secrets.Count == 0)
        {
            return this;
        }

        var narrower = new SecretScrubber(this);
        foreach (var secret in secrets)
        {
            narrower.Add(secret);
        }

        return narrower;
    }

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
        text = _wider?.Scrub(text) ?? text;
        foreach (var secret in _secrets)
        {
            text = EncodedText.Replace(text, secret, "***");
        }

        return text;
    }

    /// <summary>What somebody else wrote, fit to be shown: without secrets, on one line and not without end; <see langword="null"/> where nothing is left.</summary>
    public string? Quote(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Scrubbed before it is cut: half a secret would not be found any more. Control characters could redraw a terminal.
        var clean = new string([.. Scrub(text).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        if (clean.Length <= LongestQuote)
        {
            return clean.Length == 0 ? null : clean;
        }

        return clean[..(char.IsHighSurrogate(clean[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote)] + "…";
    }
}
