using System.Globalization;
using CxOne.Rows;

namespace CxOne.Campaigns;

/// <summary>Reads a call history from the rows of a table: CSV in any spelling, JSON, hashtables, or objects of the module.</summary>
public sealed class CallHistoryTable
{
    /// <summary>The bucket of a row that could not be read. It keeps the position, so that other rows keep their numbers.</summary>
    internal const string Unreadable = "?";

    private const string SkillName = "SkillName";
    private const string SkillId = "SkillId";
    private static readonly string SkillNameKey = RowColumns.Key(SkillName);
    private static readonly string SkillIdKey = RowColumns.Key(SkillId);

    // The other columns are those of the history of a dialer.
    private static readonly RowColumns Columns = new(
        [
            nameof(CallHistoryBucket.TimeBucket),
            nameof(CallHistoryBucket.CallsAttempted),
            nameof(CallHistoryBucket.CallsAnswered),
            nameof(CallHistoryBucket.AvgTalkTimeSeconds),
        ],
        ["StartedAt", SkillId, SkillName, "Abandoned", "RightPartyConnects", "ConnectsAht"],
        new Dictionary<string, string> { ["TalkSec"] = nameof(CallHistoryBucket.AvgTalkTimeSeconds) });

    private readonly IReadOnlyCollection<string> _ignored;
    private readonly List<CallHistoryBucket> _buckets = [];
    private readonly List<string> _violations = [];
    private readonly List<string> _warnings = [];
    private readonly List<int> _blank = [];
    private readonly List<string> _skills = [];

    private CallHistoryTable(IReadOnlyCollection<string> ignored) => _ignored = ignored;

    /// <summary>The rows; one that could not be read has a place among them.</summary>
    public IReadOnlyList<CallHistoryBucket> Buckets => _buckets;

    /// <summary>A sentence for each column that is not known and each value that cannot be read.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>What the user should know about rows that were left out.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Returns whether an object speaks of call history: it has one of the two counts.</summary>
    /// <param name="members">Names and values of the object.</param>
    public static bool IsRow(IEnumerable<KeyValuePair<string, object?>> members)
        => members.Any(member =>
            Columns.Find(member.Key) is nameof(CallHistoryBucket.CallsAttempted) or nameof(CallHistoryBucket.CallsAnswered));

    /// <summary>Reads the rows of a table.</summary>
    /// <param name="rows">Each a <see cref="CallHistoryBucket"/>, or the names and values of a row's columns.</param>
    /// <param name="ignoredColumns">Names of columns to leave out.</param>
    /// <returns>The buckets, one for each row, and what is wrong with the table.</returns>
    /// <exception cref="ArgumentException">A row is neither.</exception>
    public static CallHistoryTable Read(IEnumerable<object> rows, IReadOnlyCollection<string> ignoredColumns)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(ignoredColumns);
        var table = new CallHistoryTable(ignoredColumns);
        foreach (var row in rows)
        {
            table.Add(row);
        }

        table.LeaveBlankEndOut();
        if (table._skills.Count > 1)
        {
            table._warnings.Add(CampaignMessages.SkillsAdded(table._skills));
        }

        return table;
    }

    private static string Text(object? value) => value switch
    {
        // A reader of JSON makes a time of what was written as one.
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? string.Empty,
    };

    private void Add(object row)
    {
        if (row is CallHistoryBucket known)
        {
            _buckets.Add(known);
            return;
        }

        var members = row as IEnumerable<KeyValuePair<string, object?>>
            ?? throw new ArgumentException("A row is neither a bucket nor names and values.", nameof(row));
        var (values, unknown) = Columns.Match(members, _ignored);
        NoteSkill(members);

        // All rows of a table have the same columns: what is wrong with one is said once.
        _violations.AddRange(unknown.Except(_violations, StringComparer.Ordinal));
        var number = _buckets.Count + 1;
        if (values.Values.All(value => Text(value).Length == 0))
        {
            _blank.Add(number);
        }

        _buckets.Add(Bucket(values, number)
            ?? new CallHistoryBucket { TimeBucket = Unreadable, CallsAttempted = 0, CallsAnswered = 0, AvgTalkTimeSeconds = 0 });
    }

    /// <summary>Keeps the skill of a row, by its name where it has one.</summary>
    private void NoteSkill(IEnumerable<KeyValuePair<string, object?>> members)
    {
        string? name = null;
        foreach (var (column, value) in members)
        {
            var key = RowColumns.Key(column);
            if (key == SkillNameKey || (key == SkillIdKey && name is null))
            {
                name = Text(value) is { Length: > 0 } text ? text : name;
            }
        }

        if (name is not null && !_skills.Contains(name))
        {
            _skills.Add(name);
        }
    }

    private CallHistoryBucket? Bucket(IReadOnlyDictionary<string, object?> values, int number)
    {
        if (_blank.Contains(number))
        {
            return null;
        }

        List<string> violations = [];
        var name = Text(values.GetValueOrDefault(nameof(CallHistoryBucket.TimeBucket)));
        if (name.Length == 0)
        {
            violations.Add(CampaignMessages.ColumnMissing(number, nameof(CallHistoryBucket.TimeBucket)));
        }

        var attempted = Count(nameof(CallHistoryBucket.CallsAttempted));
        var answered = Count(nameof(CallHistoryBucket.CallsAnswered));
        double? talk = null;
        if (Text(values.GetValueOrDefault(nameof(CallHistoryBucket.AvgTalkTimeSeconds))) is { Length: > 0 } written)
        {
            const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            talk = double.TryParse(written, Decimal, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
            if (talk is null)
            {
                violations.Add(CampaignMessages.NotANumber(number, nameof(CallHistoryBucket.AvgTalkTimeSeconds), written));
            }
        }

        _violations.AddRange(violations);
        return violations.Count > 0
            ? null
            : new CallHistoryBucket { TimeBucket = name, CallsAttempted = attempted, CallsAnswered = answered, AvgTalkTimeSeconds = talk };

        long Count(string column)
        {
            var text = Text(values.GetValueOrDefault(column));
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
            {
                return count;
            }

            violations.Add(
                text.Length == 0
                    ? CampaignMessages.ColumnMissing(number, column)
                    : CampaignMessages.NotWhole(number, column, text));
            return 0;
        }
    }

    /// <summary>Spreadsheets leave rows of commas behind the last row of values.</summary>
    private void LeaveBlankEndOut()
    {
        var left = 0;
        while (_buckets.Count > 0 && _blank.Contains(_buckets.Count))
        {
            _blank.Remove(_buckets.Count);
            _buckets.RemoveAt(_buckets.Count - 1);
            left++;
        }

        if (left > 0 && _buckets.Count > 0)
        {
            _warnings.Add(CampaignMessages.BlankRowsSkipped(left));
        }

        _violations.AddRange(_blank.Select(CampaignMessages.BlankRow));
    }
}
