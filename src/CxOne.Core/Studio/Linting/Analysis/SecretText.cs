using System.Text.RegularExpressions;
using CxOne.Studio.Model;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>Texts in scripts that look like tokens, keys or passwords.</summary>
internal static partial class SecretText
{
    private const int MaxSecrets = 20;

    /// <summary>Finds what looks like a secret.</summary>
    /// <returns>The kind and the place of each; at most twenty of each kind.</returns>
    public static IEnumerable<(string Kind, int Index)> Find(string text)
        => Token().Matches(text).Take(MaxSecrets).Select(match => ("token", match.Index))
            .Concat(Key().Matches(text).Take(MaxSecrets).Select(match => ("key or password", match.Index)));

    /// <summary>The actions of a script that hold what looks like a secret, in any property: a comment gives one away as well.</summary>
    public static IEnumerable<ScriptAction> Holders(StudioScript script)
        => script.Actions.Where(action => action.Properties.Any(property => Find(property.Value).Any()));

    [GeneratedRegex(@"(Bearer|Basic)\s+[A-Za-z0-9+/_.=-]{16,}|\beyJ[A-Za-z0-9_-]{10,}\.|\bAKIA[0-9A-Z]{16}\b")]
    private static partial Regex Token();

    [GeneratedRegex(
        @"(?:api[_-]?key|password|passwd|secret|token)[""']?\s*[=:,]\s*[""'](?=[^""'{}\s]*[0-9])[^""'{}\s]{8,}[""']",
            RegexOptions.IgnoreCase)]
    private static partial Regex Key();
}
