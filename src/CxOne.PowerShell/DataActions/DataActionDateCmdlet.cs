using System.Globalization;
using System.Management.Automation;
using CxOne.DataActions;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.DataActions;

/// <summary>The parameters of a date calculation. Empty text, such as an empty cell of a CSV file, counts as not given.</summary>
public abstract class DataActionDateCmdlet : CxCmdlet
{
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

    /// <summary>Reads the parameters of one row.</summary>
    /// <exception cref="CxValidationException">Values cannot be read; all violations are reported together.</exception>
    private protected DataActionDateRequest Request(object? timestamp, string? timeZone)
    {
        // Read here and not by the parameter binder: an invalid cell is then an error of its row, with all violations of the row.
        List<string> violations = [];
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
