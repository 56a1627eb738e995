using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;
using CxOne.Studio.Model;

namespace CxOne.Published;

/// <summary>
/// Saves a script and proves by a read that the tenant holds it. The tenant checks no version, so that the caller holds the lock and has
/// read the script immediately before.
/// </summary>
internal sealed class ScriptSaver
{
    private const int ReadsAfterSave = 3;
    private readonly CxConnection _connection;
    private readonly string _name;
    private readonly ICxLog _log;

    public ScriptSaver(CxConnection connection, string name, ICxLog log)
    {
        _connection = connection;
        _name = name;
        _log = log;
    }

    /// <summary>Saves a script.</summary>
    /// <param name="script">The script, as <see cref="ScriptContent.For"/> returns it.</param>
    /// <param name="before">What the tenant holds now; <see langword="null"/> if it has no such script.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="ScriptSaveException">The tenant's check refused the script; it is unchanged.</exception>
    /// <exception cref="CxUnknownOutcomeException">Neither the answer nor a read shows whether the script was saved, or the tenant
    /// confirmed a new version and still returns the former one.</exception>
    /// <exception cref="CxException">Another client has changed the script (<c>EditConflict</c>), the tenant confirmed the save and
    /// holds another script (<c>WriteNotApplied</c>), or the request failed.</exception>
    public async Task<ScriptSaved> SaveAsync(StudioScript script, ScriptBody? before, CancellationToken cancellationToken)
    {
        var content = ScriptContent.Bytes(script);
        for (var refusals = 0; ;)
        {
            try
            {
                var response = await new PublishedClient(_connection, _log).SendBytesAsync(
                    PublishedRoutes.ScriptSave, [], null, content, _name, cancellationToken).ConfigureAwait(false);
                return await ProveAsync(script, before, response, null, cancellationToken).ConfigureAwait(false);
            }
            catch (CxRequestException exception) when (exception.IsRefusedForNow && refusals < _connection.MaximumRetryCount)
            {
                await RefusalWait.WaitAsync(
                    exception, ++refusals, ScriptWriteMessages.Subject(_name), _connection.Client.Jitter, _connection.Client.Clock, _log,
                    cancellationToken).ConfigureAwait(false);
                await RequireUnchangedAsync(before, cancellationToken).ConfigureAwait(false);
            }
            catch (CxRequestException exception) when (exception.IsRefusal(409) && !exception.AnswerWasLost)
            {
                throw ScriptSaveException.Of(exception, _name, script);
            }
            catch (CxRequestException exception) when (exception.AnswerWasLost && exception.Method == HttpMethod.Post.Method)
            {
                return await ProveAsync(script, before, null, exception, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads the script; <see langword="null"/> if the tenant has none of this name.</summary>
    public async Task<ScriptBody?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ScriptBodyReader.ReadAsync(_connection, _name, _log, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.Definition == CxErrors.ObjectNotFound)
        {
            return null;
        }
    }

    /// <exception cref="CxConflictException">The tenant holds another script than before.</exception>
    private async Task RequireUnchangedAsync(ScriptBody? before, CancellationToken cancellationToken)
    {
        var now = await FindAsync(cancellationToken).ConfigureAwait(false);
        if (now?.Hash != before?.Hash)
        {
            throw new CxConflictException(CxErrors.EditConflict, ScriptWriteMessages.ChangedMeanwhile(_name), [], _name)
            {
                RecommendedAction = ScriptWriteMessages.ConflictAdvice(_name),
            };
        }
    }

    private async Task<ScriptSaved> ProveAsync(
        StudioScript script, ScriptBody? before, CxResponse? response, CxRequestException? lost, CancellationToken cancellationToken)
    {
        var answer = response is null ? new ScriptSaveAnswer() : ScriptSaveAnswer.Read(response.Body, script, _connection.Scrubber);
        for (var reads = 1; ; reads++)
        {
            var held = await ReadAfterAsync(response, lost, cancellationToken).ConfigureAwait(false);
            var differences = held is null ? null : ScriptProof.Differences(script, held.Script);
            if (differences is { Count: 0 })
            {
                if (held!.Hash != ScriptFingerprint.Of(script))
                {
                    _log.Verbose(ScriptWriteMessages.OtherForm(_name));
                }

                return new ScriptSaved(held, answer.Findings, response is null, response?.RequestId);
            }

            // A save that no answer confirms may still arrive. A confirmed one may be shown late.
            if (lost is not null)
            {
                throw lost;
            }

            if (reads == ReadsAfterSave)
            {
                var refusal = ApiErrorReader.ReadRefusal(response!.Body, _connection.Scrubber);
                var isMade = refusal is null && answer.MasterId is { } made && made != before?.MasterId;
                if (isMade && held?.Hash == before?.Hash)
                {
                    // A version that has an id was made. That the reads do not show it yet proves nothing.
                    throw CxUnknownOutcomeException.Of(
                        response.Unproven(ScriptWriteMessages.Subject(_name)),
                        ScriptWriteMessages.NotShownYet(_name),
                        _name,
                        ScriptWriteMessages.LookUpAdvice,
                        answerWasLost: false);
                }

                throw response.NotApplied(
                    ScriptWriteMessages.Subject(_name),
                    differences?.Select(change => change.Text) ?? [ScriptWriteMessages.NotThere],
                    refusal,
                    isPartial: held?.Hash != before?.Hash);
            }

            await VisibleWait.DelayAsync(
                _log, ScriptWriteMessages.WaitingForSave(_name), TimeSpan.FromSeconds(reads * (1 + _connection.Client.Jitter())),
                _connection.Client.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ScriptBody?> ReadAfterAsync(CxResponse? response, CxRequestException? lost, CancellationToken cancellationToken)
    {
        var subject = ScriptWriteMessages.Subject(_name);
        try
        {
            return await FindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            throw CxUnknownOutcomeException.LookupFailed(
                subject, lost ?? response!.Unproven(subject), exception, ScriptWriteMessages.LookUpAdvice);
        }
    }
}
