using System.Text.Json.Nodes;
using CxOne.Errors;

namespace CxOne.Merge;

/// <summary>
/// Changes members of a resource that others change as well: read, merge, write with the version that was read; where the tenant
/// refuses the version, read again and merge again. What could not be written is an error, never silence.
/// </summary>
internal sealed class VersionedUpdate
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.05);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>What it is about, for messages, e.g. <c>Dialer configuration 'dialer-east'</c>.</summary>
    public required string What { get; init; }

    /// <summary>The user's item.</summary>
    public required object Item { get; init; }

    public required IReadOnlyList<FieldChange> Changes { get; init; }

    public required Func<CancellationToken, Task<VersionedState>> ReadAsync { get; init; }

    /// <summary>Writes a whole resource over the state that is given first.</summary>
    public required Func<VersionedState, JsonObject, CancellationToken, Task<VersionedState>> WriteAsync { get; init; }

    /// <summary>Throws where what is to be written breaks a rule.</summary>
    public Action<JsonObject>? Check { get; init; }

    /// <summary>Told before each write what stands there now and what is to be written.</summary>
    public Action<VersionedState, JsonObject>? BeforeWrite { get; init; }

    /// <summary>Further attempts after a refused version.</summary>
    public required int ConflictRetryCount { get; init; }

    /// <summary>The caller's value wins where both sides changed a member.</summary>
    public bool Force { get; init; }

    public required TimeProvider Clock { get; init; }

    public required Func<double> Jitter { get; init; }

    public required ICxLog Log { get; init; }

    /// <param name="baseline">What the caller has read and decided on; read now where it is absent.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxConflictException">Both sides changed a member, or the attempts are used up.</exception>
    /// <exception cref="CxException">A rule is broken, or a request failed.</exception>
    public async Task<VersionedUpdateResult> RunAsync(VersionedState? baseline, CancellationToken cancellationToken)
    {
        // Without a version a write would be unconditional and could undo somebody's work.
        var isFresh = baseline?.ETag is null;
        var current = isFresh ? await ReadAsync(cancellationToken).ConfigureAwait(false) : baseline!;
        baseline ??= current;
        var before = current;
        var answerWasLost = false;
        for (var writes = 0; ;)
        {
            var merged = Merge(baseline, current);
            if (JsonFields.AreEqual(merged, current.Body))
            {
                if (isFresh)
                {
                    return new VersionedUpdateResult(before, current, writes, IsChanged: answerWasLost, WasRecognised: answerWasLost);
                }

                // What was read a while ago needs no change; whether that is still so only the tenant knows.
                current = before = await ReadAsync(cancellationToken).ConfigureAwait(false);
                isFresh = true;
                continue;
            }

            Check?.Invoke(merged);
            BeforeWrite?.Invoke(current, merged);
            if (!answerWasLost)
            {
                before = current;
            }

            writes++;
            try
            {
                var after = await WriteAsync(current, merged, cancellationToken).ConfigureAwait(false);
                return new VersionedUpdateResult(before, after, writes, IsChanged: true, WasRecognised: false);
            }
            catch (CxRequestException exception) when (exception.StatusCode is 409 or 412)
            {
                // A refusal that follows on a lost answer may be the refusal of a repeat.
                answerWasLost |= exception.AnswerWasLost;
                if (writes > ConflictRetryCount && !(answerWasLost && await IsAppliedAsync(baseline, cancellationToken).ConfigureAwait(false)))
                {
                    throw new CxConflictException(
                        CxErrors.ConflictRetriesExhausted, $"{What} was changed by somebody else at each of {writes} attempts; your change was not made.", [], Item, exception);
                }

                Log.Verbose($"{What} was changed by somebody else ({exception.StatusCode}); reading it again and merging (attempt {writes} of {ConflictRetryCount + 1}).");
                await PauseAsync(writes, cancellationToken).ConfigureAwait(false);
                current = await ReadAsync(cancellationToken).ConfigureAwait(false);
                isFresh = true;
            }
            catch (CxRequestException exception) when (exception.AnswerWasLost || exception.Definition.Kind == CxErrorKind.InvalidResult)
            {
                current = await LookAsync(exception, cancellationToken).ConfigureAwait(false);
                if (!JsonFields.AreEqual(Merge(baseline, current), current.Body))
                {
                    throw;
                }

                Log.Verbose($"{What}: the answer to the write was lost, and the tenant holds what was to be written.");
                return new VersionedUpdateResult(before, current, writes, IsChanged: true, WasRecognised: true);
            }
        }
    }

    private async Task<bool> IsAppliedAsync(VersionedState baseline, CancellationToken cancellationToken)
    {
        var current = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return JsonFields.AreEqual(Merge(baseline, current), current.Body);
    }

    private async Task<VersionedState> LookAsync(CxRequestException lost, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception)
        {
            throw new CxUnknownOutcomeException($"{What}: the write was sent but its answer was lost, and the tenant cannot be reached to see whether it was made. {exception.Message}", Item, lost)
            {
                Method = lost.Method,
                Uri = lost.Uri,
                Attempts = lost.Attempts,
                RecommendedAction = "Read the object again when the tenant can be reached; running the same command again is safe.",
            };
        }
    }

    private JsonObject Merge(VersionedState baseline, VersionedState current)
    {
        var (merged, conflicts) = ThreeWayMerge.Merge(baseline.Body, current.Body, Changes);
        if (conflicts.Count > 0 && !Force)
        {
            throw new CxConflictException(
                CxErrors.EditConflict,
                $"{What}: somebody else has changed what you want to change; nothing was written.{string.Concat(conflicts.Select(conflict => $"{Environment.NewLine}  - {conflict}"))}",
                conflicts,
                Item);
        }

        foreach (var conflict in conflicts)
        {
            Log.Warning($"{What}: your value replaces somebody else's. {conflict}");
        }

        return merged;
    }

    private Task PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        var longest = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(attempt, 10)));
        return Task.Delay(TimeSpan.FromSeconds(longest * Jitter()), Clock, cancellationToken);
    }
}
