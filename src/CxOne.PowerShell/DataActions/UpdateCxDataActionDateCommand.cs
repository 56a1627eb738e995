using System.Management.Automation;
using CxOne.Connection;
using CxOne.DataActions;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.PowerShell.Connection;
using CxOne.Webhooks;

namespace CxOne.PowerShell.DataActions;

/// <summary>Computes date values and writes them to data actions, many rows at once, with the outcomes in the order of the rows.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsData.Update, "CxDataActionDate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DataActionDateUpdate))]
public sealed class UpdateCxDataActionDateCommand : DataActionDateCmdlet
{
    private readonly List<DataActionDateRow> _rows = [];
    private readonly Queue<UnreadableRow> _unreadable = new();
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

    [Parameter]
    [ValidateNotNull]
    public Uri? WebhookUri { get; set; }

    [Parameter]
    [ValidateNotNull]
    public System.Security.SecureString? WebhookSecret { get; set; }

    [Parameter]
    [ValidateRange(1, 64)]
    [StrictNumber(IsWhole = true)]
    public int ThrottleLimit { get; set; } = 8;

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter]
    [ValidateNotNull]
    public CxConnection? Connection { get; set; }

    /// <inheritdoc/>
    private protected override void ProcessRow()
    {
        // Nothing is mandatory for the binder: each missing or wrong value is an error about its row, at the position of the row.
        var number = ++_number;
        var name = string.IsNullOrWhiteSpace(Name)
            ? InputObject is string or PSObject { BaseObject: string } ? InputObject.ToString() : null
            : Name;
        var id = string.IsNullOrWhiteSpace(Id) ? null : Id;
        DataActionDateRow row;
        try
        {
            row = ReadRow(number, name, id);
        }
        catch (CxException exception)
        {
            _unreadable.Enqueue(new UnreadableRow(number, name ?? id, exception));
            return;
        }

        // Previewed rows are checked together at the end, before the user is asked about them.
        if (IsPreviewed
            || ShouldProcess(
                DataActionsCmdletMessages.WriteTarget((row.Name ?? row.Id)!, ResolveTenant(Connection).ToString()),
                DataActionsCmdletMessages.WriteAction(row.Date!.Timestamp.Text, row.Date.TimeZone)))
        {
            _rows.Add(row);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_rows.Count == 0 && _unreadable.Count == 0)
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

        Run(async (pipeline, token) =>
        {
            var reported = 0;
            try
            {
                await foreach (var outcome in DataActionDateUpdater.RunAsync(
                    connection, rows, ThrottleLimit, conflictRetryCount: 3, pipeline, token).ConfigureAwait(false))
                {
                    await WriteUnreadableAsync(outcome.Row.Number, pipeline).ConfigureAwait(false);
                    await WriteOutcomeAsync(outcome, pipeline).ConfigureAwait(false);
                    reported++;
                }

                await WriteUnreadableAsync(int.MaxValue, pipeline).ConfigureAwait(false);
            }
            catch (CxException)
            {
                // No further row can be updated. Unreadable rows before that one still have their errors.
                await WriteUnreadableAsync(reported < rows.Count ? rows[reported].Number : int.MaxValue, pipeline).ConfigureAwait(false);
                throw;
            }
        });
    }

    private DataActionDateRow ReadRow(int number, string? name, string? id)
    {
        CxValidationException.ThrowIfAny(name is null && id is null ? [DataActionsCmdletMessages.NameAndIdMissing] : [], $"row {number}");
        var row = new DataActionDateRow { Number = number, Name = name, Id = id, Date = Request(Timestamp, TimeZone) };
        return row with
        {
            SourceField = string.IsNullOrWhiteSpace(SourceField) ? row.SourceField : SourceField,
            TargetField = string.IsNullOrWhiteSpace(TargetField) ? row.TargetField : TargetField,
            Force = Force,
        };
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
                    await WriteUnreadableAsync(outcome.Row.Number, pipeline).ConfigureAwait(false);
                    await pipeline.WriteErrorAsync(
                        ErrorRecords.ForRow(failure, outcome.Row.ToString(), outcome.Row.Name ?? outcome.Row.Id)).ConfigureAwait(false);
                }
            }

            await WriteUnreadableAsync(int.MaxValue, pipeline).ConfigureAwait(false);
        });
        return [.. outcomes
            .Where(outcome => outcome.Update is { } update
                && ShouldProcess(
                    DataActionsCmdletMessages.WriteTarget(update.Name ?? update.Id, connection.ToString()),
                    ChangeTexts.Of("Set", update.Changes)))
            .Select(outcome => outcome.Row)];
    }

    private async Task WriteOutcomeAsync(DataActionDateOutcome outcome, CxPipeline pipeline)
    {
        var (row, update, failure) = outcome;
        if (PassThru && update is not null)
        {
            await pipeline.WriteAsync(update).ConfigureAwait(false);
        }

        if (failure is not null)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.ForRow(failure, row.ToString(), row.Name ?? row.Id)).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the errors of the unreadable rows before a row, so that all outcomes come in the order of the rows.</summary>
    private async Task WriteUnreadableAsync(int before, CxPipeline pipeline)
    {
        while (_unreadable.TryPeek(out var row) && row.Number < before)
        {
            _unreadable.Dequeue();
            await pipeline.WriteErrorAsync(ErrorRecords.ForRow(row.Error, row.ToString(), row.Target)).ConfigureAwait(false);
        }
    }

    private sealed record UnreadableRow(int Number, string? Target, CxException Error)
    {
        public override string ToString() => Target is null ? $"row {Number}" : $"row {Number} ({Target})";
    }
}
