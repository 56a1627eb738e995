using System.Management.Automation;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>Names as PowerShell matches them: without case, with wildcards; a name without wildcards that matches nothing is an error.</summary>
internal sealed class NamePatterns
{
    private readonly (string Text, WildcardPattern Pattern)[] _patterns;
    private readonly HashSet<string> _matched = [];

    private NamePatterns(string[] names)
        => _patterns = [.. names.Select(name => (name, WildcardPattern.Get(name, WildcardOptions.IgnoreCase)))];

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
        .Where(pattern => !WildcardPattern.ContainsWildcardCharacters(pattern.Text) && !_matched.Contains(pattern.Text))
        .Select(pattern => new CxException(CxErrors.ObjectNotFound, $"Nothing on tenant {tenantId} has the name '{pattern.Text}'.", pattern.Text));
}
