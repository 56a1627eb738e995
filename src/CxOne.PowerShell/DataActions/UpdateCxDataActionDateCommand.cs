using System.Management.Automation;
using CxOne.Connection;
using CxOne.DataActions;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.PowerShell.Connection;
using CxOne.Webhooks;

namespace CxOne.PowerShell.DataActions;

/// <summary>Computes date values and writes them into data actions, many rows at once, the outcomes in the order of the rows.</summary>
[Cmdlet(VerbsData.Update, "CxDataActionDate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DataActionDateUpdate))]
public sealed class UpdateCxDataActionDateCommand : DataActionDateCmdlet
{
    private readonly List<DataActionDateRow> _rows = [];
    private int _number;

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(DataActionNameCompleter))]
    public string? Name { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(DataActionCompleter))]
    public string? Id { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public object? Timestamp { get; set; }

    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? SourceField { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? TargetField { get; set; }

    /// <summary>Takes every object that is piped in, so that no row is passed over because none of its members fits.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    public object? InputObject { get; set; }

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
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter]
    [ValidateNotNull]
    public CxConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // Nothing is mandatory for the binder: what is missing or wrong in a row is told about that row, in its place.
        var row = new DataActionDateRow
        {
            Number = ++_number,
            Name = string.IsNullOrWhiteSpace(Name)
                ? InputObject is string or PSObject { BaseObject: string } ? InputObject.ToString() : null
                : Name,
            Id = string.IsNullOrWhiteSpace(Id) ? null : Id,
        };
        try
        {
            CxValidationException.ThrowIfAny(row.Name is null && row.Id is null ? ["Neither Name nor Id is given."] : [], row.ToString());
            row = row with
            {
                Date = Request(Timestamp, TimeZone),
                SourceField = string.IsNullOrWhiteSpace(SourceField) ? row.SourceField : SourceField,
                TargetField = string.IsNullOrWhiteSpace(TargetField) ? row.TargetField : TargetField,
                Force = Force,
            };
        }
        catch (CxException exception)
        {
            row = row with { Trouble = exception };
        }

        // Previewed rows are checked together, at the end, before anything is asked about them.
        if (row.Trouble is not null
            || IsPreviewed
            || ShouldProcess($"{row.Name ?? row.Id} on {ResolveTenant(Connection)}", $"Write the date of {Timestamp} ({TimeZone})"))
        {
            _rows.Add(row);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_rows.Count == 0)
        {
            return;
        }

        var callback = Guard(() => WebhookUri is null ? null : new CallbackTarget(WebhookUri, Credentials.Text(WebhookSecret)));
        var connection = ResolveTenant(Connection);
        var rows = _rows.Select(row => row with { Callback = callback }).ToList();
        if (IsPreviewed)
        {
            rows = Approve(connection, rows);
        }

        if (rows.Count == 0)
        {
            return;
        }

        Run(async (pipeline, token) =>
        {
            await foreach (var (row, update, failure) in DataActionDateUpdater.RunAsync(
                connection, rows, ThrottleLimit, conflictRetryCount: 3, pipeline, token).ConfigureAwait(false))
            {
                if (PassThru && update is not null)
                {
                    await pipeline.WriteAsync(update).ConfigureAwait(false);
                }

                if (failure is not null)
                {
                    await pipeline.WriteErrorAsync(ErrorRecords.ForRow(failure, row.ToString(), row.Name ?? row.Id)).ConfigureAwait(false);
                }
            }
        });
    }

    /// <summary>Checks all rows as their update would, and asks about those that it would write.</summary>
    private List<DataActionDateRow> Approve(CxConnection connection, IReadOnlyList<DataActionDateRow> rows)
    {
        List<DataActionDateOutcome> outcomes = [];
        Run(async (pipeline, token) =>
        {
            await foreach (var outcome in DataActionDateUpdater.PreviewAsync(
                connection, rows, ThrottleLimit, pipeline, token).ConfigureAwait(false))
            {
                outcomes.Add(outcome);
                if (outcome.Failure is { } failure)
                {
                    await pipeline.WriteErrorAsync(
                        ErrorRecords.ForRow(failure, outcome.Row.ToString(), outcome.Row.Name ?? outcome.Row.Id)).ConfigureAwait(false);
                }
            }
        });
        return [.. outcomes
            .Where(outcome => outcome.Update is { } update
                && ShouldProcess($"{update.Name ?? update.Id} on {connection}", ChangeTexts.Of("Set", update.Changes)))
            .Select(outcome => outcome.Row)];
    }
}
