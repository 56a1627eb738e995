using System.Globalization;
using System.Text;
using CxOne.Studio.Linting;

namespace CxOne.Studio.Comparison;

/// <summary>
/// Writes comparisons as Markdown for a pull request: what callers experience first, then the findings, then the actions.
/// </summary>
public static class ScriptComparisonMarkdown
{
    private const int MaxRows = 200;
    private const int MaxValueLength = 120;

    /// <summary>Writes Markdown.</summary>
    /// <param name="comparisons">The comparisons; scripts without a difference are counted only.</param>
    /// <returns>The Markdown, with LF line ends.</returns>
    public static string Write(IReadOnlyCollection<ScriptComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        var text = new StringBuilder();
        foreach (var comparison in comparisons.Where(comparison => !comparison.IsSame))
        {
            Write(text, comparison);
        }

        var same = comparisons.Count(comparison => comparison.IsSame);
        if (same > 0 || comparisons.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{ComparisonMessages.SameScripts(same)}\n");
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, ScriptComparison comparison)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {Escape(comparison.Script)}\n\n");
        if (comparison.Endings.Count > 0)
        {
            text.Append("### Callers\n\n");
            foreach (var ending in comparison.Endings.Take(MaxRows))
            {
                text.Append(CultureInfo.InvariantCulture, $"- {Escape(ending.Text)}\n");
            }

            text.Append('\n');
        }
        else if (comparison.ComparedPaths > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{ComparisonMessages.SameEndings(comparison.ComparedPaths)}\n\n");
        }

        if (comparison.IsTruncated)
        {
            text.Append(CultureInfo.InvariantCulture, $"{ComparisonMessages.Truncated}\n\n");
        }

        WriteFindings(text, "### New findings", comparison.NewFindings);
        WriteFindings(text, "### Solved findings", comparison.SolvedFindings);
        WriteChanges(text, comparison.Changes);
    }

    private static void WriteFindings(StringBuilder text, string title, IReadOnlyList<ScriptLintFinding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{title}\n\n| severity | rule | action | finding |\n|---|---|---|---|\n");
        foreach (var finding in findings.Take(MaxRows))
        {
            var action = finding.ActionId is { } id ? string.Create(CultureInfo.InvariantCulture, $"{id} {finding.Caption}") : string.Empty;
            text.Append(CultureInfo.InvariantCulture,
                $"| {finding.Severity} | {finding.Rule} | {Cell(action)} | {Cell(finding.Message)} {Cell(finding.Consequence)} |\n");
        }

        text.Append('\n');
    }

    private static void WriteChanges(StringBuilder text, IReadOnlyList<ScriptChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        text.Append("### Actions\n\n");
        foreach (var change in changes.Take(MaxRows))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Escape(Short(change.Text))}\n");
        }

        if (changes.Count > MaxRows)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {ComparisonMessages.More(changes.Count - MaxRows)}\n");
        }

        text.Append('\n');
    }

    private static string Cell(string value) => Escape(Short(value)).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Short(string value)
    {
        var line = value.ReplaceLineEndings(" ");
        return line.Length <= MaxValueLength * 3 ? line : line[..(MaxValueLength * 3)] + "…";
    }

    // What a caption may hold must not become markup or a mention.
    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var character in value.ReplaceLineEndings(" "))
        {
            if (character is '\\' or '`' or '*' or '_' or '[' or ']' or '#' or '~')
            {
                text.Append('\\').Append(character);
            }
            else
            {
                _ = character switch
                {
                    '<' => text.Append("&lt;"),
                    '>' => text.Append("&gt;"),
                    '&' => text.Append("&amp;"),
                    '@' => text.Append("&#64;"),
                    _ => text.Append(character),
                };
            }
        }

        return text.ToString();
    }
}
