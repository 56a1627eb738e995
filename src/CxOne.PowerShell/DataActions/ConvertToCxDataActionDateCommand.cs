using System.Management.Automation;
using CxOne.DataActions;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.DataActions;

/// <summary>
/// Computes date values for data actions, offline. Every parameter binds by property name, so that rows of a table can be piped in.
/// </summary>
[ApiFamily]
[Cmdlet(VerbsData.ConvertTo, "CxDataActionDate")]
[OutputType(typeof(DataActionDateResult))]
public sealed class ConvertToCxDataActionDateCommand : DataActionDateCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [Timestamp]
    public object? Timestamp { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string TimeZone { get; set; } = string.Empty;

    /// <inheritdoc/>
    private protected override void ProcessRow()
    {
        try
        {
            // A list that was passed as a whole may hold timestamps, which pwsh has not bound.
            var timestamp = Timestamp ?? (InputRow.Members(InputObject) is null ? InputObject : null);
            var result = DataActionDateCalculator.Calculate(Request(timestamp, TimeZone));
            if (result.Warning is { } warning)
            {
                WriteWarning(warning);
            }

            WriteObject(result);
        }
        catch (CxException exception)
        {
            WriteError(ErrorRecords.From(exception, Timestamp ?? InputObject));
        }
    }
}
