using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Merge;

/// <summary>
/// Changes members of a resource that others change as well: read, merge, write with the version that was read; where the tenant
/// refuses the version, read again and merge again. What could not be written is an error, never silence.
/// </summary>
internal sealed record VersionedUpdate
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
    public required Func<VersionedState, JsonObject, CancellationToken, Task<CxResponse>> WriteAsync { get; init; }

    /// <summary>Last touch on what is to be written: its form, never its meaning.</summary>
    public Func<JsonObject, JsonObject>? Finish { get; init; }

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
        // A base without a version says nothing about what the tenant holds now.
        var isFresh = baseline?.ETag is null;
        var current = isFresh ? await ReadAsync(cancellationToken).ConfigureAwait(false) : baseline!;
        baseline ??= current;
        (VersionedState Before, JsonObject Body)? lost = null;
        for (var writes = 0; ;)
        {
            var merged = Merge(baseline, current, lost is not null);
            if (JsonFields.AreEqual(merged, current.Body))
            {
                if (isFresh)
                {
                    return lost is { } made
                        ? new VersionedUpdateResult(made.Before, made.Body, current, writes, IsChanged: true, WasRecognised: true, null)
                        : new VersionedUpdateResult(current, current.Body, current, writes, IsChanged: false, WasRecognised: false, null);
                }

                // What was read a while ago needs no change; whether that is still so only the tenant knows.
                current = await ReadAsync(cancellationToken).ConfigureAwait(false);
                isFresh = true;
                continue;
            }

            Check?.Invoke(merged);
            BeforeWrite?.Invoke(current, merged);
            var body = Finish?.Invoke(merged) ?? merged;
            writes++;
            CxRequestException refusal;
            try
            {
                var response = await WriteAsync(current, body, cancellationToken).ConfigureAwait(false);
                var after = VersionedState.FromWrite(response, body) ?? await ReadBackAsync(body, response, cancellationToken).ConfigureAwait(false);
                return new VersionedUpdateResult(current, body, after, writes, IsChanged: true, WasRecognised: false, response.RequestId);
            }
            catch (CxRequestException exception) when (exception.StatusCode is 409 or 412 || exception.AnswerWasLost || exception.Definition.Kind == CxErrorKind.InvalidResult)
            {
                refusal = exception;
            }

            // A refusal that follows on a lost answer may be the refusal of a repeat.
            var isRefused = refusal.StatusCode is 409 or 412;
            if (refusal.AnswerWasLost || !isRefused)
            {
                lost = (current, body);
            }

            var isLast = !isRefused || writes > ConflictRetryCount;
            if (isLast && lost is null)
            {
                throw Exhausted(writes, refusal);
            }

            if (!isLast)
            {
                Log.Verbose($"{What} was changed by somebody else ({refusal.StatusCode}); reading it again and merging (attempt {writes} of {ConflictRetryCount + 1}).");
                await PauseAsync(writes, cancellationToken).ConfigureAwait(false);
            }

            current = lost is null ? await ReadAsync(cancellationToken).ConfigureAwait(false) : await LookAsync(refusal, cancellationToken).ConfigureAwait(false);
            isFresh = true;
            if (isLast && !JsonFields.AreEqual(Merge(baseline, current, mayBeMade: true), current.Body))
            {
                throw isRefused ? Exhausted(writes, refusal) : refusal;
            }
        }
    }

    private CxConflictException Exhausted(int writes, CxRequestException refusal) => new(
        CxErrors.ConflictRetriesExhausted, $"{What} was changed by somebody else at each of {writes} attempts; your change was not made.", [], Item, refusal);

    /// <summary>The write was made; only what stands there now is open.</summary>
    private async Task<VersionedState> ReadBackAsync(JsonObject written, CxResponse response, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception)
        {
            Log.Warning($"{What} was written, but could not be read back ({exception.ErrorId}); what was sent is shown.");
            return new VersionedState(written, response.ETag, response.RequestId);
        }
    }

    private async Task<VersionedState> LookAsync(CxRequestException lost, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception)
        {
            throw CxUnknownOutcomeException.Unseen(What, lost, exception, "Read the object again when the tenant can be reached; running the same command again is safe.");
        }
    }

    private JsonObject Merge(VersionedState baseline, VersionedState current, bool mayBeMade)
    {
        var (merged, conflicts) = ThreeWayMerge.Merge(baseline.Body, current.Body, Changes);
        if (conflicts.Count > 0 && !Force)
        {
            throw new CxConflictException(
                CxErrors.EditConflict,
                ErrorText.List(
                    $"{What}: somebody else has changed what you want to change; {(mayBeMade ? "an earlier attempt of yours, whose answer was lost, may have been made before that" : "nothing was written")}.",
                    conflicts.Select(conflict => conflict.ToString())),
                conflicts,
                Item)
            {
                MayHaveBeenMade = mayBeMade,
            };
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
