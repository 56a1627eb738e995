using System.Management.Automation;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Matches names as PowerShell does, ignoring case and with wildcards. A name without wildcards that matches nothing is an error.
/// </summary>
internal sealed class NamePatterns
{
    private readonly (string Text, bool IsLiteral, WildcardPattern Pattern)[] _patterns;
    private readonly HashSet<string> _matched = [];

    private NamePatterns(string[] names)
        => _patterns = [.. names.Select(name => Pattern(name))];

    public static NamePatterns From(string[]? names) => new(names ?? []);

    public bool Match(string? name)
    {
        if (_patterns.Length == 0)
        {
            return true;
        }

        var matches = _patterns.Where(pattern => pattern.Pattern.IsMatch(name ?? string.Empty)).ToList();
        _matched.UnionWith(matches.Select(pattern => pattern.Text));
        return matches.Count > 0;
    }

    public IEnumerable<CxException> Unmatched(string tenantId) => _patterns
        .Where(pattern => pattern.IsLiteral && !_matched.Contains(pattern.Text))
        .Select(pattern =>
            new CxException(CxErrors.ObjectNotFound, BaseCmdletMessages.NameNotFound(pattern.Text, tenantId), pattern.Text));

    /// <summary>
    /// Returns the wildcard pattern of a text; <see langword="null"/> for a plain name, such as one with an unclosed bracket.
    /// </summary>
    public static WildcardPattern? Wildcard(string text)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(text))
        {
            return null;
        }

        var pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase);
        try
        {
            _ = pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (RuntimeException)
        {
            return null;
        }
    }

    private static (string Text, bool IsLiteral, WildcardPattern Pattern) Pattern(string name)
        => Wildcard(name) is { } pattern
            ? (name, false, pattern)
            : (name, true, WildcardPattern.Get(WildcardPattern.Escape(name), WildcardOptions.IgnoreCase));
}
