using System.Globalization;
using System.Management.Automation;
using CxOne.Campaigns;

namespace CxOne.PowerShell.Campaigns;

/// <summary>
/// Reads call history from objects of any origin: CSV rows in PascalCase or snake_case, JSON, hashtables, or objects of the module.
/// </summary>
internal static class CallHistoryRows
{
    /// <summary>The object is a row of a call history: it has at least one of the two counts.</summary>
    public static bool IsRow(PSObject item)
        => item.BaseObject is CallHistoryBucket
            || Value(item, nameof(CallHistoryBucket.CallsAttempted)) is not null
            || Value(item, nameof(CallHistoryBucket.CallsAnswered)) is not null;

    /// <summary>Reads a row. Returns <see langword="null"/> and adds violations if a value cannot be read.</summary>
    /// <param name="item">The object.</param>
    /// <param name="number">The number of the row, counted from 1.</param>
    /// <param name="violations">Receives a sentence for each value that cannot be read.</param>
    public static CallHistoryBucket? Read(PSObject item, int number, List<string> violations)
    {
        if (item.BaseObject is CallHistoryBucket known)
        {
            return known;
        }

        var before = violations.Count;
        var name = Text(Value(item, nameof(CallHistoryBucket.TimeBucket)));
        if (name.Length == 0)
        {
            violations.Add(CampaignCmdletMessages.ColumnMissing(number, nameof(CallHistoryBucket.TimeBucket)));
        }

        var attempted = Count(nameof(CallHistoryBucket.CallsAttempted));
        var answered = Count(nameof(CallHistoryBucket.CallsAnswered));
        double? talk = null;
        if (Text(Value(item, nameof(CallHistoryBucket.AvgTalkTimeSeconds))) is { Length: > 0 } written)
        {
            talk = double.TryParse(
                written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                ? seconds
                : null;
            if (talk is null)
            {
                violations.Add(CampaignCmdletMessages.NotANumber(number, nameof(CallHistoryBucket.AvgTalkTimeSeconds), written));
            }
        }

        return violations.Count > before
            ? null
            : new CallHistoryBucket { TimeBucket = name, CallsAttempted = attempted, CallsAnswered = answered, AvgTalkTimeSeconds = talk };

        long Count(string property)
        {
            var written = Text(Value(item, property));
            if (long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
            {
                return count;
            }

            violations.Add(
                written.Length == 0
                    ? CampaignCmdletMessages.ColumnMissing(number, property)
                    : CampaignCmdletMessages.NotWhole(number, property, written));
            return 0;
        }
    }

    private static string Text(object? value)
        => Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture)?.Trim() ?? string.Empty;

    /// <summary>The value of a member in any spelling: CallsAttempted, callsAttempted, calls_attempted.</summary>
    private static object? Value(PSObject item, string name)
    {
        var snake = string.Concat(name.Select((letter, index) => char.IsUpper(letter) && index > 0 ? $"_{letter}" : $"{letter}"));
        if (item.BaseObject is System.Collections.IDictionary table)
        {
            return table.Keys
                .OfType<string>()
                .Where(key => key.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)
                    || key.Trim().Equals(snake, StringComparison.OrdinalIgnoreCase))
                .Select(key => table[key])
                .FirstOrDefault();
        }

        return item.Properties[name]?.Value ?? item.Properties[snake]?.Value;
    }
}
