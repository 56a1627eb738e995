using System.Globalization;

namespace CxOne.Campaigns;

/// <summary>Reads the cells of a history row; what cannot be read is a violation that names the row.</summary>
public static class AnswerHistoryReader
{
    /// <summary>Reads one row.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="timeBucket">Cell of the bucket.</param>
    /// <param name="attempted">Cell of the attempted calls, a whole number.</param>
    /// <param name="answered">Cell of the answered calls, a whole number.</param>
    /// <param name="talkSeconds">Cell of the mean talk time, a number with a point before its decimals.</param>
    /// <param name="violations">Gets what is wrong.</param>
    /// <returns>The row; nothing where a cell could not be read.</returns>
    public static AnswerHistoryRow? Read(int number, string? timeBucket, string? attempted, string? answered, string? talkSeconds, ICollection<string> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        List<string> wrong = [];
        var row = new AnswerHistoryRow
        {
            TimeBucket = timeBucket?.Trim() ?? string.Empty,
            CallsAttempted = Whole(nameof(AnswerHistoryRow.CallsAttempted), attempted, wrong),
            CallsAnswered = Whole(nameof(AnswerHistoryRow.CallsAnswered), answered, wrong),
            AvgTalkTimeSeconds = Number(nameof(AnswerHistoryRow.AvgTalkTimeSeconds), talkSeconds, wrong),
        };
        var isRead = wrong.Count == 0;
        if (isRead || row.TimeBucket.Length == 0)
        {
            wrong.AddRange(row.Violations());
        }

        foreach (var violation in wrong)
        {
            violations.Add($"Row {number}: {violation}");
        }

        return wrong.Count == 0 ? row : null;
    }

    private static long Whole(string name, string? cell, List<string> wrong)
    {
        if (long.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        wrong.Add(string.IsNullOrWhiteSpace(cell) ? $"{name} is missing." : $"{name} is '{cell}'; a whole number is expected.");
        return 0;
    }

    private static double Number(string name, string? cell, List<string> wrong)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        if (double.TryParse(cell, Styles, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        wrong.Add(string.IsNullOrWhiteSpace(cell) ? $"{name} is missing." : $"{name} is '{cell}'; a number with a point before its decimals is expected.");
        return 0;
    }
}
