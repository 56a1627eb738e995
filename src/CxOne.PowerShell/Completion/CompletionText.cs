using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;
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
        var found = byValue.Count > 0
            ? byValue
            : all.Where(item => item.Description.Contains(word, StringComparison.CurrentCultureIgnoreCase));
        return found.Select(item => new CompletionResult(
            Quoted(item.Value),
            TerminalText.Escape(item.Value),
            CompletionResultType.ParameterValue,
            TerminalText.Escape(item.Description.Length == 0 ? item.Value : item.Description)));
    }

    // The value lands in a command line: whatever a tenant calls its things must arrive as one word and run nothing.
    private static string Quoted(string value) => Plain().IsMatch(value) ? value
        : TerminalText.Escape(value) == value ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'"
        : DoubleQuoted(value);

    /// <summary>
    /// The command line is on the screen as well: what would act there is written as pwsh's own escapes, which give the same value.
    /// </summary>
    private static string DoubleQuoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var unit in value)
        {
            _ = unit switch
            {
                // pwsh takes the typographic quotation marks for the plain one.
                '"' or '`' or '$' or '\u201C' or '\u201D' or '\u201E' => text.Append('`').Append(unit),
                _ when char.IsSurrogate(unit)
                    || TerminalText.Escape(unit.ToString()).Length > 1 => text.Append(CultureInfo.InvariantCulture, $"`u{{{(int)unit:X}}}"),
                _ => text.Append(unit),
            };
        }

        return text.Append('"').ToString();
    }

    [GeneratedRegex(@"\A[\p{L}_][\p{L}\p{N}_./-]*\z|\A[\p{N}][\p{L}\p{N}]*-[\p{L}\p{N}-]*\z")]
    private static partial Regex Plain();
}
