using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Published;

/// <summary>Matches folders of scripts, with everything below them, as PowerShell matches names. A plain folder must exist.</summary>
internal sealed class FolderPatterns
{
    private readonly (string Text, WildcardPattern? Pattern)[] _folders;
    private readonly HashSet<string> _matched = new(StringComparer.OrdinalIgnoreCase);

    public FolderPatterns(string[]? folders)
        => _folders = [.. (folders ?? []).Select(folder => folder.Replace('/', '\\').Trim('\\'))
            .Select(folder => (folder, NamePatterns.Wildcard(folder)))];

    public bool Match(string folder)
    {
        if (_folders.Length == 0)
        {
            return true;
        }

        var isMatch = false;
        for (var current = folder; ; current = current[..current.LastIndexOf('\\')])
        {
            foreach (var (text, pattern) in _folders)
            {
                if (pattern?.IsMatch(current) ?? text.Equals(current, StringComparison.OrdinalIgnoreCase))
                {
                    _matched.Add(text);
                    isMatch = true;
                }
            }

            if (!current.Contains('\\', StringComparison.Ordinal))
            {
                return isMatch;
            }
        }
    }

    /// <summary>The errors about plain folders that no script is in.</summary>
    public IEnumerable<CxException> Unmatched(string tenantId) => _folders
        .Where(folder => folder.Pattern is null && !_matched.Contains(folder.Text))
        .Select(folder => new CxException(
            CxErrors.ObjectNotFound, PublishedCmdletMessages.FolderNotFound(folder.Text, tenantId), folder.Text));
}
