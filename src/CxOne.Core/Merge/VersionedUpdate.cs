using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Merge;

/// <summary>
/// Changes members of a resource that other clients change too: read, merge, write with the version that was read. If the tenant
/// refuses the version, it reads and merges again. Every change that is not proven to be made ends in an error. The class has more than
/// 300 lines because both notions of a version, the tenant's own and a second read, share the loop that proves a write.
/// </summary>
internal sealed record VersionedUpdate
{
    private const int ReadsAfterWrite = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.05);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>The resource in messages, e.g. <c>Dialer configuration 'dialer-east'</c>.</summary>
    public required string What { get; init; }

    /// <summary>The user's item, which becomes the target of error records.</summary>
    public required object Item { get; init; }

    public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>The id that the resource must have. A response without it, e.g. a login page, proves nothing.</summary>
    public required string Id { get; init; }

    public required Func<CancellationToken, Task<VersionedState>> ReadAsync { get; init; }

    /// <summary>Replaces the given state by a complete resource.</summary>
    public required Func<VersionedState, JsonObject, CancellationToken, Task<CxResponse>> WriteAsync { get; init; }

    /// <summary>The version in the response to a write: by default the ETag header; some resources have it in the body.</summary>
    public Func<CxResponse, JsonObject, string?> VersionOf { get; init; } = static (response, _) => response.ETag;

    /// <summary>
    /// The tenant gives the resource no version. It is read a second time directly before each write, which takes the place of the
    /// tenant's check and leaves the time of one request in which another client's write is overwritten. After the write it is read
    /// back: members that others changed are reported, members of the caller that the tenant does not hold are an error.
    /// </summary>
    public bool IsUnversioned { get; init; }

    /// <summary>
    /// The maximum number of repeats of an unversioned write that the tenant refuses for now (429, or 503 with <c>Retry-After</c>). Its
    /// request must not be repeated by the pipeline, because the resource is read and merged again after the wait.
    /// </summary>
    public int RefusalRetryCount { get; init; }

    /// <summary>Members that the tenant does not return are part of the write,
    /// so that it is sent even if no other member changes.</summary>
    public bool HasHiddenChanges { get; init; }

    /// <summary>Reads the tenant's reason out of an answer to a write with a success status, for an unversioned resource.</summary>
    public Func<CxResponse, string?> RefusalIn { get; init; } = static _ => null;

    /// <summary>Whether a body is the resource; by default, its <c>id</c> is <see cref="Id"/>.</summary>
    public Func<JsonObject, bool>? IsOwnBody { get; init; }

    /// <summary>Changes the form of the body before it is written (order, spelling), never its values.</summary>
    public Func<JsonObject, JsonObject>? Finish { get; init; }

    /// <summary>Throws if the merged resource breaks a rule.</summary>
    public Action<JsonObject>? Check { get; init; }

    /// <summary>Called before each write with the current state and the merged resource.</summary>
    public Action<VersionedState, JsonObject>? BeforeWrite { get; init; }

    /// <summary>The maximum number of further attempts after a refused version.</summary>
    public required int ConflictRetryCount { get; init; }

    /// <summary>The caller's value wins if both sides changed a member; otherwise that is a conflict.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Everything is read, merged and checked as for a write, and then nothing is written: the result is what the write would do.
    /// </summary>
    public bool IsPreview { get; init; }

    public required TimeProvider Clock { get; init; }

    public required Func<double> Jitter { get; init; }

    public required ICxLog Log { get; init; }

    /// <param name="baseline">The state that the caller based the changes on; <see langword="null"/> reads it now.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxConflictException">Both sides changed a member, or the attempts are used up.</exception>
    /// <exception cref="CxUnknownOutcomeException">A write was sent, and neither its
    /// answer nor a read shows whether it was made.</exception>
    /// <exception cref="CxException">A rule is broken, or a request failed.</exception>
    public async Task<VersionedUpdateResult> RunAsync(VersionedState? baseline, CancellationToken cancellationToken)
    {
        // A base without a version cannot be compared with what the tenant holds now. A preview has no write that would find out.
        var isFresh = baseline?.ETag is null || IsPreview;
        var current = isFresh ? await ReadOwnAsync(cancellationToken).ConfigureAwait(false) : baseline!;
        baseline ??= current;
        OpenWrite? open = null;
        OpenWrite? refused = null;
        for (int writes = 0, rereads = 0, refusals = 0; ;)
        {
            var merged = Merge(baseline, current, open is not null);
            if (JsonNode.DeepEquals(merged, current.Body) && !(HasHiddenChanges && open is null))
            {
                if (isFresh)
                {
                    return (open ?? refused) is { } sent
                        ? Made(sent, current, writes)
                        : new VersionedUpdateResult(current, current.Body, current, writes, IsChanged: false, WasRecognised: false, null);
                }

                // The state that was read earlier needs no change; read it again to know whether that is still true.
                current = await ReadOwnAsync(cancellationToken).ConfigureAwait(false);
                isFresh = true;
                continue;
            }

            Check?.Invoke(merged);
            if (IsUnversioned && !IsPreview && !IsSame(await ReadOwnAsync(cancellationToken).ConfigureAwait(false), ref current))
            {
                if (++rereads > ConflictRetryCount)
                {
                    throw Exhausted(rereads, null);
                }

                Log.Verbose(MergeMessages.ReadingAgain(What, null, rereads, ConflictRetryCount + 1));
                await PauseAsync(rereads, cancellationToken).ConfigureAwait(false);
                continue;
            }

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
                if (IsUnversioned)
                {
                    open = new OpenWrite(current, body, response, null);
                    return Made(open, await ReadBackAsync(open, cancellationToken).ConfigureAwait(false), writes);
                }

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
            catch (CxRequestException exception) when (IsUnversioned && exception.IsRefusedForNow && refusals < RefusalRetryCount)
            {
                refusals++;
                refused = new OpenWrite(current, body, null, null);
                await WaitAsync(exception, refusals, cancellationToken).ConfigureAwait(false);
                current = await ReadOwnAsync(cancellationToken).ConfigureAwait(false);
                isFresh = true;
                continue;
            }
            catch (CxRequestException exception) when (IsVersionRefused(exception) || exception.AnswerWasLost)
            {
                refusal = exception;
                if (exception.AnswerWasLost || !IsVersionRefused(exception))
                {
                    open = new OpenWrite(current, body, null, null);
                }
            }

            // After a lost answer, the tenant may refuse a repeat of a write that it has already made.
            var isRefused = IsVersionRefused(refusal);
            var isLast = !isRefused || writes > ConflictRetryCount;
            if (isLast && open is null)
            {
                throw Exhausted(writes, refusal);
            }

            if (!isLast)
            {
                Log.Verbose(MergeMessages.ReadingAgain(What, refusal.StatusCode, writes, ConflictRetryCount + 1));
                await PauseAsync(writes, cancellationToken).ConfigureAwait(false);
            }

            current = open is null
                ? await ReadOwnAsync(cancellationToken).ConfigureAwait(false)
                : await ReadAfterAsync(refusal, cancellationToken).ConfigureAwait(false);
            isFresh = true;
            if (open is { Answer: not null, Version: { } version } && version == current.ETag && version != open.Before.ETag)
            {
                // The tenant made this version from the write and still holds it: any difference is the tenant's own form of the values.
                Log.Warning(MergeMessages.OtherForm(What));
                return Made(open, current, writes);
            }

            if (isLast && !JsonNode.DeepEquals(Merge(baseline, current, mayBeMade: true), current.Body))
            {
                throw isRefused ? Exhausted(writes, refusal) : open!.Answer is not { } answer ? refusal
                    : WasReplaced(open, current) ? Replaced(open, current) : answer.NotHeld(What, current.ETag);
            }
        }
    }

    /// <summary>The tenant confirmed a version for the write and holds another one now: another client has written after it.</summary>
    private static bool WasReplaced(OpenWrite write, VersionedState current)
        => write.Version is { } version
            && version != write.Before.ETag
            && current.ETag is { } now
            && now != write.Before.ETag
            && now != version;

    private CxConflictException Replaced(OpenWrite write, VersionedState current) => new(
        CxErrors.EditConflict,
        MergeMessages.Replaced(What, write.Version, current.ETag),
        [],
        Item)
    {
        MayHaveBeenMade = true,
    };

    private static bool IsVersionRefused(CxRequestException exception) => exception.IsRefusal(409) || exception.IsRefusal(412);

    private static VersionedUpdateResult Made(OpenWrite write, VersionedState after, int writes)
        => new(write.Before, write.Body, after, writes, IsChanged: true, WasRecognised: write.Answer is null, write.Answer?.RequestId);

    /// <summary>The state in the response to a write; <see langword="null"/> if the response is not this resource as JSON.</summary>
    private VersionedState? Shown(CxResponse response)
    {
        if (!AnswerForm.IsJson(response.ContentType) || response.Body.Length == 0)
        {
            return null;
        }

        try
        {
            response.Check();
            var body = JsonFields.Parse(response.Body.Span);
            return IsOwn(body) ? new VersionedState(body, VersionOf(response, body), response.RequestId) { Answer = response } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Compares only the changed members: a tenant may fill in and reorder others.</summary>
    private bool Holds(JsonObject state, JsonObject written)
        => Changes.All(change => JsonFields.Get(state, change.Path).HasSameValue(JsonFields.Get(written, change.Path)));

    /// <summary>
    /// The response shows the change under a new version. If it differs from what was written in other members, the state is read again.
    /// </summary>
    /// <returns>The state that the tenant holds, or <see langword="null"/> if a read contradicts the response.</returns>
    private async Task<VersionedState?> ConfirmAsync(OpenWrite write, VersionedState shown, CancellationToken cancellationToken)
    {
        if (JsonNode.DeepEquals(shown.Body, write.Body))
        {
            return shown;
        }

        try
        {
            var after = await ReadOwnAsync(cancellationToken).ConfigureAwait(false);

            // Under the version of the response, the tenant may have its own form of a value; under a later one, compare the members.
            var isUnchanged = after.ETag is not null && after.ETag == write.Before.ETag;
            return !isUnchanged && (after.ETag == shown.ETag || Holds(after.Body, write.Body)) ? after : null;
        }
        catch (CxException exception)
        {
            Log.Warning(MergeMessages.NotReadBack(What, exception.ErrorId));
            return shown;
        }
    }

    /// <summary>
    /// The resource after an answered write, whose answer shows nothing of it. A tenant may show the write late, so that a difference is
    /// read again.
    /// </summary>
    /// <exception cref="CxUnknownOutcomeException">The resource could not be read.</exception>
    /// <exception cref="CxRequestException">The tenant does not hold the caller's values (<c>WriteNotApplied</c>).</exception>
    private async Task<VersionedState> ReadBackAsync(OpenWrite write, CancellationToken cancellationToken)
    {
        for (var reads = 1; ; reads++)
        {
            var after = await ReadAfterAsync(write.Answer!.Unproven(What), cancellationToken).ConfigureAwait(false);
            var missing = Changes
                .Where(change => !JsonFields.Get(after.Body, change.Path).HasSameValue(JsonFields.Get(write.Body, change.Path)))
                .ToList();
            if (missing.Count == 0)
            {
                foreach (var other in JsonFields.Compare(write.Body, after.Body))
                {
                    Log.Warning(MergeMessages.ChangedBeside(What, other.ToString()));
                }

                return after;
            }

            if (reads == ReadsAfterWrite)
            {
                throw write.Answer!.NotApplied(
                    What,
                    missing.Select(change => CxFieldDifference.Of(
                        change.Path, JsonFields.Get(write.Body, change.Path), JsonFields.Get(after.Body, change.Path)).ToString()),
                    RefusalIn(write.Answer!),
                    isPartial: HasHiddenChanges || !JsonNode.DeepEquals(after.Body, write.Before.Body));
            }

            await PauseAsync(reads + 2, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Compares the state of a second read with the one that the merge is based on, and keeps the later one.</summary>
    private static bool IsSame(VersionedState latest, ref VersionedState current)
    {
        var isSame = JsonNode.DeepEquals(latest.Body, current.Body);
        current = latest;
        return isSame;
    }

    private async Task<VersionedState> ReadOwnAsync(CancellationToken cancellationToken)
    {
        var state = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return IsOwn(state.Body) ? state : throw state.Invalid(MergeMessages.OtherObject(Id), Item);
    }

    private bool IsOwn(JsonObject body)
        => IsOwnBody?.Invoke(body) ?? body["id"] is JsonValue id && string.Equals(id.ToString(), Id, StringComparison.OrdinalIgnoreCase);

    private CxConflictException Exhausted(int writes, CxRequestException? refusal) => new(
        CxErrors.ConflictRetriesExhausted,
        MergeMessages.Exhausted(What, writes),
        [],
        Item,
        refusal);

    private async Task<VersionedState> ReadAfterAsync(CxRequestException lost, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadOwnAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            throw CxUnknownOutcomeException.LookupFailed(What, lost, exception, MergeMessages.LookupAdvice);
        }
    }

    private JsonObject Merge(VersionedState baseline, VersionedState current, bool mayBeMade)
    {
        var (merged, conflicts) = ThreeWayMerge.Merge(baseline.Body, current.Body, Changes);
        if (conflicts.Count > 0 && !Force)
        {
            throw new CxConflictException(
                CxErrors.EditConflict,
                ErrorText.List(MergeMessages.Conflict(What, conflicts.Count, mayBeMade), conflicts.Select(conflict => conflict.ToString())),
                conflicts,
                Item)
            {
                MayHaveBeenMade = mayBeMade,
            };
        }

        foreach (var conflict in conflicts)
        {
            Log.Warning(MergeMessages.Overridden(What, conflict.ToString()));
        }

        return merged;
    }

    /// <summary>A write that was sent and is not proven yet.</summary>
    /// <param name="Before">The state that it was based on.</param>
    /// <param name="Body">The body that was sent.</param>
    /// <param name="Answer">The response, or <see langword="null"/> if it was lost.</param>
    /// <param name="Version">The version in the response.</param>
    private sealed record OpenWrite(VersionedState Before, JsonObject Body, CxResponse? Answer, string? Version);

    private Task WaitAsync(CxRequestException refusal, int attempt, CancellationToken cancellationToken)
        => RefusalWait.WaitAsync(refusal, attempt, What, Jitter, Clock, Log, cancellationToken);

    private Task PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        var longest = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(attempt, 10)));
        return VisibleWait.DelayAsync(
            Log, MergeMessages.WaitingAfterConflict(What), TimeSpan.FromSeconds(longest * Jitter()), Clock, cancellationToken);
    }
}
