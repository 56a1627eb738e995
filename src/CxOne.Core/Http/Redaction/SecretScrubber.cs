using System.Collections.Immutable;

namespace CxOne.Http;

/// <summary>
/// The second line of defence: removes secrets from texts that others wrote, such as an error message in which a tenant or a proxy echoes
/// the request. It knows the connection's own secrets, those of the request, the process's proxy settings, and the user info of every URI.
/// The first line is that only allowed headers and names are ever shown.
/// </summary>
internal sealed class SecretScrubber
{
    private const string Hidden = "***";
    private const int ShortestSecret = 6;
    private const int KeptSecrets = 32;
    private const int LongestQuote = 500;

    // A quote shows far less; what lies behind it need not be searched.
    private const int SearchedForQuote = 64 * 1024;

    private readonly SecretScrubber? _wider;
    private ImmutableList<EncodedSecretMatcher> _pinned = [];
    private ImmutableList<EncodedSecretMatcher> _secrets = [];

    public SecretScrubber()
    {
    }

    private SecretScrubber(SecretScrubber wider) => _wider = wider;

    /// <summary>Removes what a request carries as well; what becomes known to the connection later is removed too.</summary>
    public SecretScrubber For(CxRequest request)
    {
        var secrets = RequestSecretExtractor.Of(request);
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

    /// <summary>Adds a secret; the first and the newest ones are kept.</summary>
    public void Add(string? secret) => AddTo(ref _secrets, secret, KeptSecrets);

    /// <summary>Adds a secret that is kept for good.</summary>
    public void Pin(string? secret) => AddTo(ref _pinned, secret, int.MaxValue);

    public string Scrub(string text)
    {
        text = _wider?.Scrub(text) ?? UserInfoRedactor.WithoutUserInfo(text);
        foreach (var secret in _pinned)
        {
            text = secret.Replace(text, Hidden);
        }

        foreach (var secret in _secrets)
        {
            text = secret.Replace(text, Hidden);
        }

        return text;
    }

    /// <summary>
    /// What another party wrote, fit to be shown: without secrets, on one line, and
    /// not without end; <see langword="null"/> where nothing is left.
    /// </summary>
    public string? ToSafeExcerpt(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Scrubbed before it is cut: half a secret would not be found any more. For
        // the same reason the end of what was searched is not shown.
        var isCut = text.Length > SearchedForQuote;
        var clean = TerminalText.Escape(Scrub((isCut ? text[..SearchedForQuote] : text).Trim()));
        var shown = Math.Min(isCut ? Math.Max(0, clean.Length - LongestForm) : clean.Length, LongestQuote);
        if (!isCut && shown == clean.Length)
        {
            return clean.Length == 0 ? null : clean;
        }

        return clean[..(shown > 0 && char.IsHighSurrogate(clean[shown - 1]) ? shown - 1 : shown)] + "…";
    }

    private int LongestForm
        => Math.Max(_wider?.LongestForm ?? 0, _pinned.Concat(_secrets).Select(secret => secret.LongestForm).DefaultIfEmpty().Max());

    private static void AddTo(ref ImmutableList<EncodedSecretMatcher> secrets, string? secret, int most)
    {
        // Very short values would blacken ordinary words without hiding anything.
        if (secret is null || secret.Length < ShortestSecret || secrets.Exists(known => known.Secret == secret))
        {
            return;
        }

        ImmutableInterlocked.Update(
            ref secrets,
            static (list, added) => list.Exists(known => known.Secret == added.Matcher.Secret)
                ? list
                : (list.Count >= added.Most ? list.RemoveAt(1) : list).Add(added.Matcher),
            (Matcher: new EncodedSecretMatcher(secret), Most: most));
    }
}
