using System.Globalization;
using System.Management.Automation;
using CxOne.DataActions;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Rows;

namespace CxOne.PowerShell.DataActions;

/// <summary>The parameters of a date calculation. Empty text, such as an empty cell of a CSV file, counts as not given.</summary>
public abstract class DataActionDateCmdlet : CxCmdlet
{
    // One table serves both cmdlets: a column that only the other one reads is known to each.
    private static readonly RowColumns Columns = new(
    [
        "Name", "Id", "Timestamp", "TimeZone", nameof(SourceTimeZone), nameof(Operation), nameof(OffsetMinutes), nameof(Period),
        nameof(Arithmetic), nameof(SkippedTime), nameof(AmbiguousTime), nameof(OutputFormat), "SourceField", "TargetField",
    ]);

    private RowBinder? _binder;
    private IReadOnlyList<string> _unreadable = [];

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ChoiceCompleter<DataActionOperation>))]
    [AllowNull]
    [AllowEmptyString]
    public string? Operation { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? OffsetMinutes { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Period { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ChoiceCompleter<DataActionArithmetic>))]
    [AllowNull]
    [AllowEmptyString]
    public string? Arithmetic { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ChoiceCompleter<SkippedTimeRule>))]
    [AllowNull]
    [AllowEmptyString]
    public string? SkippedTime { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ChoiceCompleter<AmbiguousTimeRule>))]
    [AllowNull]
    [AllowEmptyString]
    public string? AmbiguousTime { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? SourceTimeZone { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ChoiceCompleter<DataActionDateFormat>))]
    [AllowNull]
    [AllowEmptyString]
    public string? OutputFormat { get; set; }

    [Parameter]
    [ValidateNotNull]
    public string[] IgnoreColumn { get; set; } = [];

    /// <summary>Takes every object that is piped in, so that no row is passed over because none of its members fits.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _binder = new RowBinder(this, Columns);

    /// <summary>
    /// Takes the parameters from the columns of a piped row. A column that is not known ends the cmdlet, before anything is written.
    /// </summary>
    private protected void BindRow()
    {
        // A copy of a data action, such as one of JSON, has all members that the tenant gave it, and is no row of a table.
        var isCopy = InputRow.Members(InputObject)?.Any(
            member => member.Key.Equals("Configuration", StringComparison.OrdinalIgnoreCase)) == true;
        _unreadable = isCopy ? [] : Guard(() => _binder!.Bind(InputObject, IgnoreColumn));
    }

    /// <summary>Reads the parameters of one row.</summary>
    /// <exception cref="CxValidationException">Values cannot be read; all violations are reported together.</exception>
    private protected DataActionDateRequest Request(object? timestamp, string? timeZone)
    {
        // Read here and not by the parameter binder: an invalid cell is then an error of its row, with all violations of the row.
        List<string> violations = [.. _unreadable];
        CxValidationException.ThrowIfAny(violations, InputObject);
        var request = new DataActionDateRequest
        {
            Timestamp = DataActionTimestamp.From(timestamp is PSObject wrapped ? wrapped.BaseObject : timestamp),
            TimeZone = timeZone ?? string.Empty,
            Operation = Choice<DataActionOperation>(nameof(Operation), Operation, violations),
            OffsetMinutes = Minutes(violations),
            Period = Period,
            Arithmetic = Choice<DataActionArithmetic>(nameof(Arithmetic), Arithmetic, violations) ?? DataActionArithmetic.Elapsed,
            SkippedTime = Choice<SkippedTimeRule>(nameof(SkippedTime), SkippedTime, violations) ?? SkippedTimeRule.Forward,
            AmbiguousTime = Choice<AmbiguousTimeRule>(nameof(AmbiguousTime), AmbiguousTime, violations) ?? AmbiguousTimeRule.Earlier,
            SourceTimeZone = SourceTimeZone,
            OutputFormat = Choice<DataActionDateFormat>(nameof(OutputFormat), OutputFormat, violations) ?? DataActionDateFormat.Utc,
        };
        CxValidationException.ThrowIfAny(violations);
        return request;
    }

    private static T? Choice<T>(string name, string? text, List<string> violations)
        where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (ChoiceName.TryRead(text, out T choice))
        {
            return choice;
        }

        violations.Add(DataActionsCmdletMessages.UnknownChoice(name, text, Enum.GetNames<T>()));
        return null;
    }

    private int? Minutes(List<string> violations)
    {
        if (string.IsNullOrWhiteSpace(OffsetMinutes))
        {
            return null;
        }

        if (int.TryParse(OffsetMinutes, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes))
        {
            return minutes;
        }

        violations.Add(DataActionsCmdletMessages.OffsetMinutesInvalid(OffsetMinutes));
        return null;
    }
}
