using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace CxOne.PowerShell.Completion;

/// <summary>Makes completions of values: those whose beginning, or a word of whose description, was typed.</summary>
internal static partial class CompletionText
{
    public static IEnumerable<CompletionResult> Matching(string? typed, IEnumerable<(string Value, string Description)> items)
    {
        var word = (typed ?? string.Empty).Trim('\'', '"');
        var all = items.ToList();
        var byValue = all.Where(item => item.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToList();
        // An id says little: who types a name means the id behind it.
        var found = byValue.Count > 0 ? byValue : all.Where(item => item.Description.Contains(word, StringComparison.CurrentCultureIgnoreCase));
        return found.Select(item => new CompletionResult(Quoted(item.Value), item.Value, CompletionResultType.ParameterValue, item.Description.Length == 0 ? item.Value : item.Description));
    }

    // The value lands in a command line: whatever a tenant calls its things must arrive as one word and run nothing.
    private static string Quoted(string value) => Plain().IsMatch(value) ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";

    [GeneratedRegex(@"\A[\p{L}_][\p{L}\p{N}_./-]*\z|\A[\p{N}][\p{L}\p{N}]*-[\p{L}\p{N}-]*\z")]
    private static partial Regex Plain();
}
