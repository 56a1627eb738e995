using System.Text.Json;
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

    /// <summary>The id that the resource must carry: an answer about anything else is none.</summary>
    public required string Id { get; init; }

    public required Func<CancellationToken, Task<VersionedState>> ReadAsync { get; init; }

    /// <summary>Writes a whole resource over the state that is given first.</summary>
    public required Func<VersionedState, JsonObject, CancellationToken, Task<CxResponse>> WriteAsync { get; init; }

    /// <summary>The version that an answer to a write shows; the one of its header unless the resource carries it itself.</summary>
    public Func<CxResponse, JsonObject, string?> VersionOf { get; init; } = static (response, _) => response.ETag;

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

    /// <summary>
    /// Everything is read, merged and checked as for a write, and then nothing is written: the result is what the write would do.
    /// </summary>
    public bool IsPreview { get; init; }

    public required TimeProvider Clock { get; init; }

    public required Func<double> Jitter { get; init; }

    public required ICxLog Log { get; init; }

    /// <param name="baseline">What the caller has read and decided on; read now where it is absent.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxConflictException">Both sides changed a member, or the attempts are used up.</exception>
    /// <exception cref="CxUnknownOutcomeException">A write was sent, and neither its
    /// answer nor the tenant shows whether it was made.</exception>
    /// <exception cref="CxException">A rule is broken, or a request failed.</exception>
    public async Task<VersionedUpdateResult> RunAsync(VersionedState? baseline, CancellationToken cancellationToken)
    {
        // A base without a version says nothing about what the tenant holds now. A preview has no write that would find out.
        var isFresh = baseline?.ETag is null || IsPreview;
        var current = isFresh ? await ReadOwnAsync(cancellationToken).ConfigureAwait(false) : baseline!;
        baseline ??= current;
        OpenWrite? open = null;
        for (var writes = 0; ;)
        {
            var merged = Merge(baseline, current, open is not null);
            if (JsonFields.AreEqual(merged, current.Body))
            {
                if (isFresh)
                {
                    return open is null
                        ? new VersionedUpdateResult(current, current.Body, current, writes, IsChanged: false, WasRecognised: false, null)
                        : Made(open, current, writes);
                }

                // What was read a while ago needs no change; whether that is still so only the tenant knows.
                current = await ReadOwnAsync(cancellationToken).ConfigureAwait(false);
                isFresh = true;
                continue;
            }

            Check?.Invoke(merged);
            BeforeWrite?.Invoke(current, merged);
            if (IsPreview)
            {
                return new VersionedUpdateResult(current, merged, current, writes, IsChanged: true, WasRecognised: false, null);
            }

            var body = Finish?.Invoke(merged) ?? merged;
            writes++;
            CxRequestException refusal;
            try
            {
                var response = await WriteAsync(current, body, cancellationToken).ConfigureAwait(false);
                var shown = Shown(response);
                open = new OpenWrite(current, body, response, shown?.ETag);
                if (shown?.ETag is not null
                    && shown.ETag != current.ETag
                    && Holds(shown.Body, body)
                    && await ConfirmAsync(open, shown, cancellationToken).ConfigureAwait(false) is { } after)
                {
                    return Made(open, after, writes);
                }

                refusal = response.Unproven(What);
            }
            catch (CxRequestException exception) when (IsVersionRefused(exception) || exception.AnswerWasLost)
            {
                refusal = exception;
                if (exception.AnswerWasLost || !IsVersionRefused(exception))
                {
                    open = new OpenWrite(current, body, null, null);
                }
            }

            // A refusal that follows on a lost answer may be the refusal of a repeat.
            var isRefused = IsVersionRefused(refusal);
            var isLast = !isRefused || writes > ConflictRetryCount;
            if (isLast && open is null)
            {
                throw Exhausted(writes, refusal);
            }

            if (!isLast)
            {
                Log.Verbose(
                    $"{What} was changed by somebody else ({refusal.StatusCode}); "
                        + $"reading it again and merging (attempt {writes} of {ConflictRetryCount + 1}).");
                await PauseAsync(writes, cancellationToken).ConfigureAwait(false);
            }

            current = open is null
                ? await ReadOwnAsync(cancellationToken).ConfigureAwait(false)
                : await LookAsync(refusal, cancellationToken).ConfigureAwait(false);
            isFresh = true;
            if (open is { Answer: not null, Version: { } version } && version == current.ETag && version != open.Before.ETag)
            {
                // The tenant made this very version of the write and holds it: what differs from what was sent is how the tenant writes it.
                Log.Warning($"{What} was written, but the tenant keeps some of the values in another form; look at what it holds now.");
                return Made(open, current, writes);
            }

            if (isLast && !JsonFields.AreEqual(Merge(baseline, current, mayBeMade: true), current.Body))
            {
                throw isRefused ? Exhausted(writes, refusal) : open!.Answer is not { } answer ? refusal
                    : WasReplaced(open, current) ? Replaced(open, current) : answer.NotHeld(What, current.ETag);
            }
        }
    }

    /// <summary>The tenant named a version for the write and holds another one by now: somebody else has written after it.</summary>
    private static bool WasReplaced(OpenWrite write, VersionedState current)
        => write.Version is { } version
            && version != write.Before.ETag
            && current.ETag is { } now
            && now != write.Before.ETag
            && now != version;

    private CxConflictException Replaced(OpenWrite write, VersionedState current) => new(
        CxErrors.EditConflict,
        $"{What}: the tenant answered that the change was made (version {write.Version}), but it holds version {current.ETag} without it: "
            + "somebody else may have changed it since.",
        [],
        Item)
    {
        MayHaveBeenMade = true,
    };

    private static bool IsVersionRefused(CxRequestException exception) => exception.IsRefusal(409) || exception.IsRefusal(412);

    private static VersionedUpdateResult Made(OpenWrite write, VersionedState after, int writes)
        => new(write.Before, write.Body, after, writes, IsChanged: true, WasRecognised: write.Answer is null, write.Answer?.RequestId);

    /// <summary>
    /// The state that an answer to a write shows; nothing where it is not an answer about this resource in the interface's own form.
    /// </summary>
    private VersionedState? Shown(CxResponse response)
    {
        if (!AnswerForm.IsJson(response.ContentType) || response.Body.Length == 0)
        {
            return null;
        }

        try
        {
            response.Check();
            var body = JsonFields.Parse(response.Body);
            return IsOwn(body) ? new VersionedState(body, VersionOf(response, body), response.RequestId) { Answer = response } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Only the members that were to be changed are compared: a tenant may fill in or order others as it likes.</summary>
    private bool Holds(JsonObject state, JsonObject written)
        => Changes.All(change => JsonFields.AreEqual(JsonFields.Get(state, change.Path), JsonFields.Get(written, change.Path)));

    /// <summary>
    /// The answer shows the change under a new version. Where it shows more or less than was written, the state is read once more.
    /// </summary>
    /// <returns>What the tenant holds; nothing where a read does not bear the answer out.</returns>
    private async Task<VersionedState?> ConfirmAsync(OpenWrite write, VersionedState shown, CancellationToken cancellationToken)
    {
        if (JsonFields.AreEqual(shown.Body, write.Body))
        {
            return shown;
        }

        try
        {
            var after = await ReadOwnAsync(cancellationToken).ConfigureAwait(false);

            // Under the version of the answer the tenant may write a value in its own
            // way; under a later one only the members themselves tell.
            var isUnchanged = after.ETag is not null && after.ETag == write.Before.ETag;
            return !isUnchanged && (after.ETag == shown.ETag || Holds(after.Body, write.Body)) ? after : null;
        }
        catch (CxException exception)
        {
            Log.Warning(
                $"{What} was written, but could not be read back ({exception.ErrorId}); the tenant's answer to the write is shown.");
            return shown;
        }
    }

    private async Task<VersionedState> ReadOwnAsync(CancellationToken cancellationToken)
    {
        var state = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return IsOwn(state.Body) ? state : throw state.Invalid($"it is not about '{Id}'.", Item);
    }

    private bool IsOwn(JsonObject body)
        => body["id"] is JsonValue id && string.Equals(id.ToString(), Id, StringComparison.OrdinalIgnoreCase);

    private CxConflictException Exhausted(int writes, CxRequestException refusal) => new(
        CxErrors.ConflictRetriesExhausted,
        $"{What} was changed by somebody else at each of {writes} attempts; your change was not made.",
        [],
        Item,
        refusal);

    private async Task<VersionedState> LookAsync(CxRequestException lost, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadOwnAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            throw CxUnknownOutcomeException.LookupFailed(
                What, lost, exception, "Read the object again when the tenant can be reached; running the same command again is safe.");
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
                    $"{What}: somebody else has changed what you want to change; "
                        + $"{(mayBeMade
                            ? "an earlier attempt of yours, whose answer was lost, may have been made before that"
                            : "nothing was written")}.",
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

    /// <summary>A write that was sent and is not seen to be made yet.</summary>
    /// <param name="Before">What it was built on.</param>
    /// <param name="Body">What was sent.</param>
    /// <param name="Answer">The answer, where one came.</param>
    /// <param name="Version">The version that the answer shows.</param>
    private sealed record OpenWrite(VersionedState Before, JsonObject Body, CxResponse? Answer, string? Version);

    private Task PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        var longest = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(attempt, 10)));
        return Task.Delay(TimeSpan.FromSeconds(longest * Jitter()), Clock, cancellationToken);
    }
}
