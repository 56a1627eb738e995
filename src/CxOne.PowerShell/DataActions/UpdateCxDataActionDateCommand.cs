using System.Management.Automation;
using CxOne.Connection;
using CxOne.DataActions;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Connection;
using CxOne.Webhooks;

namespace CxOne.PowerShell.DataActions;

/// <summary>Computes date values and writes them into data actions, many rows at once, the outcomes in the order of the rows.</summary>
[Cmdlet(VerbsData.Update, "CxDataActionDate", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DataActionDateUpdate))]
public sealed class UpdateCxDataActionDateCommand : DataActionDateCmdlet
{
    private const string NameSet = "Name";
    private const string IdSet = "Id";
    private readonly List<object> _rows = [];
    private int _number;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public object? Timestamp { get; set; }

    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? TimeZone { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string SourceField { get; set; } = "input_datetime";

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string TargetField { get; set; } = "processed_datetime";

    [Parameter]
    [ValidateNotNull]
    public Uri? WebhookUri { get; set; }

    [Parameter]
    [ValidateNotNull]
    public System.Security.SecureString? WebhookSecret { get; set; }

    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter]
    [ValidateNotNull]
    public CxConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var number = ++_number;
        if (!ShouldProcess($"{Name ?? Id} on {ResolveTenant(Connection)}", $"Write the date of {Timestamp} ({TimeZone})"))
        {
            return;
        }

        var row = new DataActionDateRow { Number = number, Name = ParameterSetName == NameSet ? Name : null, Id = ParameterSetName == IdSet ? Id : null, SourceField = SourceField, TargetField = TargetField };
        try
        {
            row = row with { Date = Request(Timestamp, TimeZone) };
        }
        catch (CxException exception)
        {
            row = row with { Trouble = exception };
        }

        _rows.Add(row);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var callback = Guard(() => WebhookUri is null ? null : new CallbackTarget(WebhookUri, Credentials.Text(WebhookSecret)));
        var connection = ResolveTenant(Connection);
        var rows = _rows.Cast<DataActionDateRow>().Select(row => row with { Callback = callback }).ToList();
        Run(async (pipeline, token) =>
        {
            await foreach (var (row, update, failure) in DataActionDateUpdater.RunAsync(connection, rows, ThrottleLimit, conflictRetryCount: 3, pipeline, token).ConfigureAwait(false))
            {
                if (failure is not null)
                {
                    await pipeline.WriteErrorAsync(ErrorRecords.ForRow(failure, row.ToString(), row.Name ?? row.Id)).ConfigureAwait(false);
                }
                else if (PassThru)
                {
                    await pipeline.WriteAsync(update!).ConfigureAwait(false);
                }
            }
        });
    }
}
