using System.Collections;
using System.Globalization;
using CxOne.Errors;
using CxOne.Rows;

namespace CxOne.Ivr;

/// <summary>Reads test cases from names and values, such as those of hashtables, JSON and CSV.</summary>
public static class IvrTestCaseReader
{
    private static readonly char[] ListSeparators = [',', ';', ' ', '\t', '>'];
    private static readonly RowColumns Columns = new(["Name", "IvrDefinitionId", "Input", "ExpectPath", "ExpectEnd", "AllowTimeout"]);

    /// <summary>Reads a test case. A list may be text whose entries are separated by commas, semicolons, white space or <c>></c>.</summary>
    /// <param name="members">Names and values. The case of the names does not matter.</param>
    /// <param name="number">The number of the test case in messages, from 1.</param>
    /// <exception cref="CxValidationException">A member is unknown, missing or of the wrong kind.</exception>
    public static IvrTestCase Read(IEnumerable<KeyValuePair<string, object?>> members, int number) => Read(members, number, []);

    /// <summary>Reads one test case. Lists may be lists or text with commas, semicolons, blanks or <c>></c> between the entries.</summary>
    /// <param name="members">Names in any case and with blanks, <c>_</c> or <c>-</c> in them, with their values.</param>
    /// <param name="number">The case's place, for messages; counted from 1.</param>
    /// <param name="ignoredColumns">Names of members to leave out.</param>
    /// <exception cref="CxValidationException">A member is unknown, missing or of the wrong kind.</exception>
    public static IvrTestCase Read(
        IEnumerable<KeyValuePair<string, object?>> members, int number, IReadOnlyCollection<string> ignoredColumns)
    {
        ArgumentNullException.ThrowIfNull(members);

        // If a misspelled expectation were ignored, the test could not fail.
        var (known, unknown) = Columns.Match(members, ignoredColumns);
        List<string> violations = [.. unknown.Select(violation => IvrMessages.TestCaseColumn(number, violation))];

        // An empty cell of a CSV file is an absent value.
        var values = known.ToDictionary(
            member => member.Key, member => member.Value is string text && string.IsNullOrWhiteSpace(text) ? null : member.Value);
        var input = List("Input");
        if (input is not { Count: > 0 })
        {
            violations.Add(IvrMessages.TestCaseInputMissing(number));
        }

        var allowTimeout = values.GetValueOrDefault("AllowTimeout");
        var any = Flag(allowTimeout);
        CxValidationException.ThrowIfAny(violations, values.GetValueOrDefault("Name"));
        return new IvrTestCase
        {
            Name = Text("Name"),
            IvrDefinitionId = Text("IvrDefinitionId"),
            Input = input!,
            ExpectPath = List("ExpectPath"),
            ExpectEnd = Text("ExpectEnd"),
            AllowAnyTimeout = any ?? false,
            AllowTimeout = any is null ? List("AllowTimeout") : null,
        };

        string? Text(string name)
            => values.GetValueOrDefault(name) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() : null;

        IReadOnlyList<string>? List(string name) => values.GetValueOrDefault(name) switch
        {
            null => null,
            string text => Split(text),
            IEnumerable list => list
                .Cast<object?>()
                .Select(entry => Convert.ToString(entry, CultureInfo.InvariantCulture)?.Trim() ?? string.Empty)
                .Where(entry => entry.Length > 0)
                .ToArray(),
            var value => new[] { Convert.ToString(value, CultureInfo.InvariantCulture)! },
        };
    }

    /// <summary>
    /// Reads the input of one call. A single text is a list with commas, semicolons, blanks or <c>></c> between the entries.
    /// </summary>
    /// <param name="input">The entries, or one text that lists them.</param>
    public static IReadOnlyList<string> ReadInput(IReadOnlyList<string> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input is [{ } text] ? Split(text) : input;
    }

    private static string[] Split(string text)
        => text.Split(ListSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool? Flag(object? value) => value switch
    {
        bool flag => flag,
        string text when bool.TryParse(text.Trim(), out var flag) => flag,
        _ => null,
    };
}
