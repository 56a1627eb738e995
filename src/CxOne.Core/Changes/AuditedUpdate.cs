using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CxOne.Audit;
using CxOne.Merge;

namespace CxOne.Changes;

/// <summary>
/// A versioned write from its first record to its last: Started, before anything is sent; read, merge, write, proof; and how it ended,
/// whatever ends it. A record of the end that cannot be written does not hide the result: the trail keeps the failure.
/// </summary>
/// <typeparam name="TDetails">What the audit log keeps beside the states before and after.</typeparam>
internal sealed record AuditedUpdate<TDetails>
{
    public required VersionedUpdate Update { get; init; }

    public required AuditTrail Trail { get; init; }

    /// <summary>The details of a record: of a write that was made, or with an error, or of neither before it is sent.</summary>
    public required Func<VersionedUpdateResult?, string?, TDetails> Details { get; init; }

    public required JsonTypeInfo<TDetails> DetailsType { get; init; }

    /// <summary>What of a state is recorded.</summary>
    public Func<JsonObject, JsonElement?> Part { get; init; } = static state => JsonFields.ToElement(state);

    /// <summary>What the user must know when the work is stopped while the write is on its way.</summary>
    public required Func<string> StoppedNote { get; init; }

    /// <summary>The outcome of a write that was made.</summary>
    public string MadeOutcome { get; init; } = AuditOutcome.Succeeded;

    /// <summary>The outcome where a write had been begun and the tenant was then found to hold what it was for.</summary>
    public string UnneededOutcome { get; init; } = AuditOutcome.Failed;

    /// <summary>The write is followed by more of the same operation, which records the end itself.</summary>
    public bool IsFirstStep { get; init; }

    /// <summary>The write belongs to an operation that records by itself how it ends with an exception.</summary>
    public bool IsPartOfOperation { get; init; }

    /// <param name="baseline">What the caller has read and decided on; read now where it is absent.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="Errors.CxException">As for <see cref="VersionedUpdate.RunAsync"/>; the end is recorded.</exception>
    public async Task<VersionedUpdateResult> RunAsync(VersionedState? baseline, CancellationToken cancellationToken)
    {
        if (Update.IsPreview)
        {
            // Nothing is written, so that nothing is recorded either.
            return await Update.RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        }

        (JsonElement? Before, JsonElement? After) sent = default;
        var update = Update with
        {
            BeforeWrite = (current, merged) =>
            {
                Update.BeforeWrite?.Invoke(current, merged);
                sent = (Part(current.Body), Part(merged));

                // Once is enough: it says that a write is on its way. The record at the end says which one arrived.
                if (!Trail.IsOpen)
                {
                    Trail.Start(Details(null, null), DetailsType, sent.Before, sent.After);
                }

                Update.Log.SetInterruptionNotice(StoppedNote());
            },
        };
        VersionedUpdateResult result;
        try
        {
            result = await update.RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Trail.IsOpen && !IsPartOfOperation)
        {
            // The change may be in place: the record that says so holds both states of the last attempt, so that it can be taken back.
            var (before, after) = AuditOutcome.MayBeInPlace(AuditOutcome.Of(exception)) ? sent : default;
            Trail.Fail(exception, Details(null, exception.Message), DetailsType, before, after);
            throw;
        }

        if (result.IsChanged)
        {
            Record(MadeOutcome, Details(result, null), Part(result.Before.Body), Part(result.Written));
        }
        else if (Trail.IsOpen)
        {
            Trail.End(UnneededOutcome, Details(null, VersionedUpdateResult.MadeByOthers), DetailsType);
        }

        return result;
    }

    private void Record(string outcome, TDetails details, JsonElement? before, JsonElement? after)
        => _ = IsFirstStep
            ? Trail.Note(outcome, details, DetailsType, before, after)
            : Trail.End(outcome, details, DetailsType, before, after);
}
