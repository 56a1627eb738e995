using System.Collections;
using System.Globalization;
using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Reads test cases from names and values, such as those of hashtables, JSON and CSV.</summary>
public static class IvrTestCaseReader
{
    private static readonly char[] ListSeparators = [',', ';', ' ', '\t', '>'];
    private static readonly string[] Known = ["Name", "IvrDefinitionId", "Input", "ExpectPath", "ExpectEnd", "AllowTimeout"];

    /// <summary>Reads a test case. A list may be text whose entries are separated by commas, semicolons, white space or <c>></c>.</summary>
    /// <param name="members">Names and values. The case of the names does not matter.</param>
    /// <param name="number">The number of the test case in messages, from 1.</param>
    /// <exception cref="CxValidationException">A member is unknown, missing or of the wrong kind.</exception>
    public static IvrTestCase Read(IEnumerable<KeyValuePair<string, object?>> members, int number)
    {
        ArgumentNullException.ThrowIfNull(members);
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in members)
        {
            // An empty cell of a CSV file is an absent value.
            values[name.Trim()] = value is string text && string.IsNullOrWhiteSpace(text) ? null : value;
        }

        // If a misspelled expectation were ignored, the test could not fail.
        List<string> violations = [.. values.Keys
            .Where(name => !Known.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(name => IvrMessages.TestCaseMemberUnknown(number, name, Known))];
        var input = List("Input");
        if (input is not { Count: > 0 })
        {
            violations.Add(IvrMessages.TestCaseInputMissing(number));
        }

        var any = Flag(values.GetValueOrDefault("AllowTimeout"));
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
            string text => text.Split(ListSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            IEnumerable list => list
                .Cast<object?>()
                .Select(entry => Convert.ToString(entry, CultureInfo.InvariantCulture)?.Trim() ?? string.Empty)
                .Where(entry => entry.Length > 0)
                .ToArray(),
            var value => new[] { Convert.ToString(value, CultureInfo.InvariantCulture)! },
        };
    }

    private static bool? Flag(object? value) => value switch
    {
        bool flag => flag,
        string text when text.Trim() == "*" => true,
        string text when bool.TryParse(text.Trim(), out var flag) => flag,
        IEnumerable list and not string when list.Cast<object?>().Take(2).ToList() is [var only] => Flag(only),
        _ => null,
    };
}
