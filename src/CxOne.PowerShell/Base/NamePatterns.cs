using System.Management.Automation;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Names as PowerShell matches them: without case, with wildcards; a name without wildcards that matches nothing is an error.
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
            new CxException(CxErrors.ObjectNotFound, $"Nothing on tenant {tenantId} has the name '{pattern.Text}'.", pattern.Text));

    /// <summary>The pattern that a text is; <see langword="null"/> where it is a name, as one with a bracket that nothing closes.</summary>
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
