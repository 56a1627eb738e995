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
    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string> _given = [];
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
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _binder = new RowBinder(this, Columns);
        _given = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A list is its rows, as in the pipe: an array that -InputObject names, or one that was piped as a whole.
        if (LanguagePrimitives.GetEnumerable(InputObject) is null)
        {
            ProcessItem();
            return;
        }

        foreach (var item in PipelineRows.Of(InputObject).ToList())
        {
            InputObject = item;
            ProcessItem();
        }
    }

    /// <summary>Processes one row, whose values are in the parameters.</summary>
    private protected abstract void ProcessRow();

    private void ProcessItem()
    {
        ForgetTenantMembers(InputObject);
        BindRow();
        ProcessRow();
    }

    /// <summary>
    /// Takes the parameters from the columns of a piped row. A column that is not known ends the cmdlet, before anything is written.
    /// </summary>
    private void BindRow()
    {
        if (InputObject is not null && DataActionCopy.IsCopy(InputObject))
        {
            // The tenant may give a data action any member, and copies keep them: only what identifies it is used.
            WarnOfIgnoredMembers(InputObject);
            _unreadable = [];
            BindOnly(InputObject, DataActionCopy.Used);
        }
        else
        {
            _unreadable = Guard(() => _binder!.Bind(InputObject, IgnoreColumn));
        }
    }

    /// <summary>
    /// Members that the user has added to a copy cannot be told from those of the tenant; what has the name of a parameter is named.
    /// </summary>
    private void WarnOfIgnoredMembers(object copy)
    {
        var names = DataActionCopy.Ignored(copy)
            .Select(Columns.Find)
            .OfType<string>()
            .Where(name => !_given.Contains(name) && _warned.Add(name))
            .ToList();
        if (names.Count > 0)
        {
            WriteWarning(DataActionsCmdletMessages.MembersIgnored(names));
        }
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
