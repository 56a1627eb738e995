using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;
using System.Text.RegularExpressions;

namespace CxOne.PowerShell.Completion;

/// <summary>Creates completions for the values that begin with the typed text, or else for those whose description contains it.</summary>
internal static partial class CompletionText
{
    public static IEnumerable<CompletionResult> Matching(string? typed, IEnumerable<(string Value, string Description)> items)
    {
        var word = (typed ?? string.Empty).Trim('\'', '"');
        var all = items.ToList();
        var byValue = all.Where(item => item.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToList();
        // A user may type the name that belongs to an id.
        var found = byValue.Count > 0
            ? byValue
            : all.Where(item => item.Description.Contains(word, StringComparison.CurrentCultureIgnoreCase));
        return found.Select(item => new CompletionResult(
            Quoted(item.Value),
            TerminalText.Escape(item.Value),
            CompletionResultType.ParameterValue,
            TerminalText.Escape(item.Description.Length == 0 ? item.Value : item.Description)));
    }

    // The value is inserted into a command line. The tenant's text must be one argument and must not run anything.
    private static string Quoted(string value) => Plain().IsMatch(value) ? value
        : TerminalText.Escape(value) == value ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'"
        : DoubleQuoted(value);

    /// <summary>
    /// Control characters would act on the screen, so they are written as escapes of pwsh, which give the same value.
    /// </summary>
    private static string DoubleQuoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var unit in value)
        {
            _ = unit switch
            {
                // pwsh treats the typographic quotation marks as plain ones.
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
