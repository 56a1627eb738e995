using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CxOne.Audit;
using CxOne.Merge;

namespace CxOne.Changes;

/// <summary>
/// A versioned write with its audit records: Started before anything is sent, then read, merge, write, proof, then the outcome, whatever
/// ends the write. If the outcome cannot be recorded, the result is returned all the same and the trail keeps the failure.
/// </summary>
/// <typeparam name="TDetails">What the audit log holds in addition to the states before and after.</typeparam>
internal sealed record AuditedUpdate<TDetails>
{
    public required VersionedUpdate Update { get; init; }

    public required AuditTrail Trail { get; init; }

    /// <summary>The details of a record: of a write that was made, of an error, or of neither before it is sent.</summary>
    public required Func<VersionedUpdateResult?, string?, TDetails> Details { get; init; }

    public required JsonTypeInfo<TDetails> DetailsType { get; init; }

    /// <summary>The part of a state that is recorded; the whole state by default.</summary>
    public Func<JsonObject, JsonElement?> Part { get; init; } = static state => JsonFields.ToElement(state);

    /// <summary>The text that is shown if the user stops the operation while the write is in progress.</summary>
    public required Func<string> StoppedNote { get; init; }

    /// <summary>The recorded outcome of a write that was made.</summary>
    public string MadeOutcome { get; init; } = AuditOutcome.Succeeded;

    /// <summary>The recorded outcome if a write was started and the tenant then already held the values.</summary>
    public string UnneededOutcome { get; init; } = AuditOutcome.Failed;

    /// <summary>More steps of the same operation follow the write, and the last one records the outcome.</summary>
    public bool IsFirstStep { get; init; }

    /// <summary>The write belongs to an operation that records its exceptions itself.</summary>
    public bool IsPartOfOperation { get; init; }

    /// <param name="baseline">The state that the caller based the changes on; <see langword="null"/> reads it now.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">As for <see cref="VersionedUpdate.RunAsync"/>; the outcome is recorded.</exception>
    public async Task<VersionedUpdateResult> RunAsync(VersionedState? baseline, CancellationToken cancellationToken)
    {
        if (Update.IsPreview)
        {
            // Nothing is written, so that nothing is recorded either.
            return await Update.RunAsync(baseline, cancellationToken).ConfigureAwait(false);
        }

        (JsonObject? Current, JsonObject? Merged, JsonElement? Before, JsonElement? After) sent = default;
        var update = Update with
        {
            BeforeWrite = (current, merged) =>
            {
                Update.BeforeWrite?.Invoke(current, merged);
                sent = (current.Body, merged, Part(current.Body), Part(merged));

                // One record is enough to say that a write is in progress. The record of the outcome says which attempt was made.
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
            // If the change may be in place, the record holds both states of the last attempt so that the change can be reverted.
            var mayBeInPlace = AuditOutcome.MayBeInPlace(AuditOutcome.Of(exception));
            Trail.Fail(
                exception,
                Details(null, exception.Message),
                DetailsType,
                mayBeInPlace ? sent.Before : null,
                mayBeInPlace ? sent.After : null);
            throw;
        }

        if (result.IsChanged)
        {
            Record(
                MadeOutcome,
                Details(result, null),
                ReferenceEquals(sent.Current, result.Before.Body) ? sent.Before : Part(result.Before.Body),
                ReferenceEquals(sent.Merged, result.Written) ? sent.After : Part(result.Written));
        }
        else if (Trail.IsOpen)
        {
            Trail.End(UnneededOutcome, Details(null, MergeMessages.MadeByOthers), DetailsType);
        }

        return result;
    }

    private void Record(string outcome, TDetails details, JsonElement? before, JsonElement? after)
        => _ = IsFirstStep
            ? Trail.Note(outcome, details, DetailsType, before, after)
            : Trail.End(outcome, details, DetailsType, before, after);
}
