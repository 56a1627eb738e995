using System.Globalization;

namespace CxOne.Studio.Comparison;

/// <summary>The sentences of the comparison.</summary>
internal static class ComparisonMessages
{
    public const string Silence = "silence";

    public const string ScriptRemoved = "The script was removed.";

    public const string NothingToCompare = "At least one version is needed.";

    public const string Truncated = "A bound of the comparison was reached; a difference may be missing.";

    private const int MaxShown = 80;

    public static string ScriptAdded(int actions)
        => string.Create(CultureInfo.InvariantCulture, $"The script is new; it has {actions} actions.");

    public static string HeaderChanged(string member, string before, string after) => $"{member} is '{after}' (was '{before}').";

    public static string ActionAdded(string action) => $"{action} was added.";

    public static string ActionRemoved(string action) => $"{action} was removed.";

    public static string CaptionChanged(string action, string before) => $"{action} was called '{Short(before)}'.";

    public static string PropertyChanged(string action, string name, string before, string after)
        => $"{name} of {action} is '{Short(Different(after, before))}' (was '{Short(Different(before, after))}').";

    public static string BranchAdded(string action, string exit, string target) => $"{exit} of {action} now leads to {target}.";

    public static string BranchRemoved(string action, string exit, string target)
        => $"{exit} of {action} is no longer wired (was {target}).";

    public static string BranchMoved(string action, string exit, string before, string after)
        => $"{exit} of {action} leads to {after} (was {before}).";

    public static string Action(string type, int id, string caption)
        => string.Create(CultureInfo.InvariantCulture, $"{type} {id} '{Short(caption)}'");

    public static string Nowhere(int id) => string.Create(CultureInfo.InvariantCulture, $"action {id}, which does not exist");

    public static string At(string ending, string action) => $"{ending} at {action}";

    public static string ReachesOther(string input, string before, string after, int paths)
        => $"{Start(input)} \u2192 {before} now reaches {after}{Also(paths)}";

    public static string EndsOtherwise(string input, string before, string after, int paths)
        => $"{Start(input)} \u2192 now {after} (was {before}){Also(paths)}";

    public static string SameScripts(int count) => count switch
    {
        0 => "There is nothing to compare.",
        1 => "1 script is unchanged in what it does.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} scripts are unchanged in what they do."),
    };

    public static string SameEndings(int paths)
        => string.Create(CultureInfo.InvariantCulture, $"Callers reach the same endings on the {paths} input paths that were compared.");

    public static string First(string text, int count)
        => count == 1 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} (1 of {count})");

    public static string More(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count} more");

    private static string Start(string input) => input.Length == 0 ? "every call" : input;

    private static string Also(int paths)
        => paths <= 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", and {paths - 1} more input paths");

    /// <summary>Of a long text the part in which it differs, so that the change is seen.</summary>
    private static string Different(string text, string other)
    {
        if (text.Length <= MaxShown)
        {
            return text;
        }

        var start = 0;
        while (start < text.Length && start < other.Length && text[start] == other[start])
        {
            start++;
        }

        start = Math.Max(0, start - 20);
        return (start > 0 ? "…" : null) + text[start..];
    }

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= MaxShown ? line : line[..MaxShown] + "…";
    }
}
