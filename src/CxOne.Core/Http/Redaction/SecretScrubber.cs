using System.Collections.Immutable;

namespace CxOne.Http;

/// <summary>
/// Removes secrets from texts of other parties, such as an error message in which a tenant or a proxy quotes the request: the secrets of
/// the connection and the request, the credentials of the process's proxy, and the user information of every URI. It is the second line of
/// defense; the first is that only headers and names on an allow-list are shown.
/// </summary>
internal sealed class SecretScrubber
{
    private const string Hidden = "***";
    private const int ShortestSecret = 6;
    private const int KeptSecrets = 32;
    private const int LongestQuote = 500;

    // An excerpt is much shorter, so the rest of the text is not searched.
    private const int SearchedForQuote = 64 * 1024;

    private readonly SecretScrubber? _wider;
    private ImmutableList<EncodedSecretMatcher> _pinned = [];
    private ImmutableList<EncodedSecretMatcher> _secrets = [];

    public SecretScrubber()
    {
    }

    private SecretScrubber(SecretScrubber wider) => _wider = wider;

    /// <summary>
    /// Returns a scrubber that also removes the secrets of a request. Secrets that are added to this one later are removed as well.
    /// </summary>
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

    /// <summary>Adds a secret. The first one and the latest ones are kept.</summary>
    public void Add(string? secret) => AddTo(ref _secrets, secret, KeptSecrets);

    /// <summary>Adds a secret that is always kept.</summary>
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
    /// Returns the text of another party without secrets, on one line and of limited length; <see langword="null"/> if nothing remains.
    /// </summary>
    public string? ToSafeExcerpt(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Scrubbed before it is cut, because half a secret would not be found. For the same reason, the end of the searched part is not
        // shown.
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
        // Replacing very short values would hide ordinary words.
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
