using System.Text.Json;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>
/// One audited save: lock, read again, save, proof, cut-over, unlock. If the proof or a cut-over fails, both the script and the points of
/// contact get their former state. The lock is released in every case.
/// </summary>
internal sealed class ScriptOperation
{
    private readonly CxConnection _connection;
    private readonly ScriptWrite _write;
    private readonly ICxLog _log;
    private readonly AuditTrail _trail;
    private readonly ScriptSaver _saver;
    private readonly ScriptLock _lock;
    private readonly ScriptCutOver _cutOver;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private ScriptBody? _before;
    private ScriptSaved? _saved;
    private string _note = string.Empty;
    private bool _isSent;
    private bool? _isUnlocked;
    private bool? _isReverted;
    private IReadOnlyList<string> _notReverted = [];

    public ScriptOperation(CxConnection connection, ScriptWrite write, string action, ICxLog log, CancellationToken cancellationToken)
    {
        _connection = connection;
        _write = write;
        _log = log;
        _trail = new AuditTrail(connection, action, [write.Name], log, cancellationToken);
        _saver = new ScriptSaver(connection, write.Name, log);
        _lock = new ScriptLock(connection, log);
        _cutOver = new ScriptCutOver(connection, write.Name, write.IvrReporting, log);
        // A connection that was closed has no clock any more, and the outcome has to be recorded all the same.
        _clock = connection.Client.Clock;
        _started = _clock.GetTimestamp();
        _before = write.Seen;
    }

    /// <param name="cancellationToken">Cancels every wait. Only the release of the lock then still takes up to five seconds.</param>
    /// <returns>The result, and the failure if there was one.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled; its outcome is recorded.</exception>
    public async Task<CxOutcome<ScriptPublishResult>> RunAsync(CancellationToken cancellationToken)
    {
        var wanted = ScriptContent.For(_write.Script, _write.Name, _before?.Script);
        var after = ScriptState.ToElement(new ScriptState(_write.Name, null, ScriptFingerprint.Of(wanted)));
        _trail.Start(Details(null), PublishedJson.Default.ScriptWriteAudit, ScriptState.Of(_before), after);
        CxException? failure = null;
        try
        {
            await LockedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            failure = exception;
        }
        catch (Exception exception)
        {
            // A stop, or an unexpected error: what was done by then is recorded.
            RecordFailure(exception, after);
            throw;
        }

        if (failure is not null)
        {
            RecordFailure(failure, after);
            var result = Result(Status(failure));
            return new CxOutcome<ScriptPublishResult>(result, failure);
        }

        _trail.End(
            AuditOutcome.Succeeded, Details(null), PublishedJson.Default.ScriptWriteAudit, ScriptState.Of(_before),
            ScriptState.Of(_saved?.Body ?? _before));
        _log.SetInterruptionNotice(_isUnlocked == false ? ScriptWriteMessages.LockLeftShort(_write.Name) : null);
        var made = Result(_write.MadeStatus);
        return new CxOutcome<ScriptPublishResult>(made, _trail.Unrecorded(ScriptWriteMessages.Saved(_write.Name), made));
    }

    private async Task LockedAsync(CancellationToken cancellationToken)
    {
        // A script that does not exist has no lock.
        if (_before is null)
        {
            await SaveAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        Note(ScriptWriteMessages.StoppedBeforeSave(_write.Name));
        var mayBeTaken = true;
        try
        {
            try
            {
                await _lock.TakeAsync(_write.Name, cancellationToken).ConfigureAwait(false);
            }
            catch (CxRequestException exception) when (exception.AnswerWasLost)
            {
                // The lock may be taken, but nothing was saved: the outcome of the publication is known.
                throw new CxException(
                    CxErrors.ServiceUnavailable, ScriptWriteMessages.LockNotTaken(_write.Name, exception.OneLine), _write.Name, exception);
            }
            catch (CxException)
            {
                mayBeTaken = false;
                throw;
            }

            await SaveAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (mayBeTaken)
            {
                _isUnlocked = await _lock.ReleaseAtEndAsync(_write.Name, _note, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Keeps what a user who stops the operation now is shown about the script.</summary>
    private void Note(string note)
    {
        _note = note;
        _log.SetInterruptionNotice(note);
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        await RequireSeenAsync(cancellationToken).ConfigureAwait(false);
        var wanted = ScriptContent.For(_write.Script, _write.Name, _before?.Script);
        if (_before is null || _before.Hash != ScriptFingerprint.Of(wanted))
        {
            Note(ScriptWriteMessages.StoppedDuringSave(_write.Name));
            _isSent = true;
            try
            {
                _saved = await _saver.SaveAsync(wanted, _before, cancellationToken).ConfigureAwait(false);
            }
            catch (CxRequestException exception) when (exception.Definition == CxErrors.WriteNotApplied && exception.StatusCode is not null)
            {
                // The tenant confirmed the save and holds something else than was sent, and than it held before.
                throw await RevertAsync(exception, cancellationToken).ConfigureAwait(false);
            }
        }

        if (_write.PointsOfContact.Count == 0)
        {
            return;
        }

        Note(ScriptWriteMessages.StoppedDuringCutOver(_write.Name));
        try
        {
            await _cutOver.RunAsync(_write.PointsOfContact, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            throw await RevertAsync(exception, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The lock excludes other users from here on: what is read now is what the save replaces.</summary>
    private async Task RequireSeenAsync(CancellationToken cancellationToken)
    {
        var now = await _saver.FindAsync(cancellationToken).ConfigureAwait(false);
        if (now?.Hash != _before?.Hash)
        {
            if (!_write.Force)
            {
                throw new CxConflictException(CxErrors.EditConflict, ScriptWriteMessages.ChangedMeanwhile(_write.Name), [], _write.Name)
                {
                    RecommendedAction = ScriptWriteMessages.ConflictAdvice(_write.Name),
                };
            }

            _log.Warning(ScriptWriteMessages.Replaced(_write.Name));
        }

        _before = now;
    }

    /// <summary>Puts the points of contact and the script back.</summary>
    /// <returns>The error that says what is in place now.</returns>
    private async Task<CxException> RevertAsync(CxException cause, CancellationToken cancellationToken)
    {
        Note(ScriptWriteMessages.StoppedDuringRevert(_write.Name));
        var points = await _cutOver.RevertAsync(cancellationToken).ConfigureAwait(false);
        _notReverted = [.. points.Select(failure => $"{failure.Item}").Distinct()];
        var script = await RevertScriptAsync(points.Count > 0, cancellationToken).ConfigureAwait(false);
        _isReverted = points.Count == 0 && script is null;
        return _isReverted.Value
            ? new CxException(
                CxErrors.ScriptRolledBack,
                ScriptWriteMessages.RolledBack(_write.Name, _before is null, cause.OneLine),
                _write.Name,
                cause)
            : new CxException(
                CxErrors.ScriptNotReverted,
                ScriptWriteMessages.NotReverted(
                    _write.Name, cause.OneLine, [.. points.Select(failure => failure.OneLine), .. script is null ? [] : new[] { script }]),
                _write.Name,
                cause);
    }

    /// <returns>Why the former script is not in place; <see langword="null"/> if it is.</returns>
    private async Task<string?> RevertScriptAsync(bool isInUse, CancellationToken cancellationToken)
    {
        if (!_isSent)
        {
            return null;
        }

        if (isInUse)
        {
            // A point of contact that still names the script would run the former one, or none at all.
            return ScriptWriteMessages.KeptForPoints(_write.Name);
        }

        try
        {
            var now = await _saver.FindAsync(cancellationToken).ConfigureAwait(false);
            if (now?.Hash == _before?.Hash)
            {
                return null;
            }

            if (_saved is not null && now?.Hash != _saved.Body.Hash)
            {
                return ScriptWriteMessages.ChangedByOthers(_write.Name);
            }

            if (_before is null)
            {
                try
                {
                    await DeleteAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (CxRequestException exception) when (exception.AnswerWasLost)
                {
                    // The read below shows whether it was made.
                    _log.Verbose(exception.OneLine);
                }

                return await _saver.FindAsync(cancellationToken).ConfigureAwait(false) is null
                    ? null
                    : ScriptWriteMessages.StillThere(_write.Name);
            }

            var former = ScriptContent.For(_before.Script, _write.Name, now?.Script);
            await _saver.SaveAsync(former, now, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (CxException exception)
        {
            return exception.OneLine;
        }
    }

    private Task<CxResponse> DeleteAsync(CancellationToken cancellationToken)
        => new PublishedClient(_connection, _log).SendAsync(
            PublishedRoutes.ScriptDelete, [], $"scriptPath={Uri.EscapeDataString(_write.Name)}", null, _write.Name, cancellationToken);

    private void RecordFailure(Exception exception, JsonElement after)
    {
        var outcome = AuditOutcome.Of(exception);
        var mayBeInPlace = AuditOutcome.MayBeInPlace(outcome);
        _trail.Fail(
            exception,
            Details(exception.Message),
            PublishedJson.Default.ScriptWriteAudit,
            mayBeInPlace ? ScriptState.Of(_before) : null,
            mayBeInPlace ? ScriptState.Of(_saved?.Body) ?? after : null);
    }

    private string Status(CxException failure) => failure switch
    {
        _ when failure.Definition == CxErrors.ScriptRolledBack => ScriptStatus.RolledBack,
        _ when failure.Definition == CxErrors.ScriptNotReverted => ScriptStatus.NotReverted,
        _ when _isSent && AuditOutcome.Of(failure) == AuditOutcome.Unknown => ScriptStatus.Unknown,
        _ => ScriptStatus.Refused,
    };

    private ScriptPublishResult Result(string status) => new()
    {
        Name = _write.Name,
        Status = status,
        File = _write.File,
        IsNew = _before is null,
        PreviousMasterId = _before?.MasterId,
        PreviousHash = _before?.Hash,
        MasterId = status is ScriptStatus.Refused ? _before?.MasterId : status is ScriptStatus.Unknown or ScriptStatus.RolledBack
            ? null
            : (_saved?.Body ?? _before)?.MasterId,
        Hash = status is ScriptStatus.Refused or ScriptStatus.RolledBack ? _before?.Hash : status is ScriptStatus.Unknown
            ? null
            : (_saved?.Body ?? _before)?.Hash,
        Warnings = _saved?.Warnings ?? [],
        PointsOfContact = _cutOver.Updates,
        NotReverted = _notReverted,
        IsUnlocked = _isUnlocked,
        LatencyMs = Math.Round(_clock.GetElapsedTime(_started).TotalMilliseconds, 2),
        RequestId = _saved?.RequestId,
        AuditId = _trail.Last?.AuditId,
    };

    private ScriptWriteAudit Details(string? error) => new()
    {
        ScriptName = _write.Name,
        File = _write.File,
        RestoredVersion = _write.RestoredVersion,
        PointsOfContact = _write.PointsOfContact.Count == 0 ? null : _write.PointsOfContact,
        Forced = _write.Force,
        Warnings = _saved?.Warnings.Count,
        IsReverted = _isReverted,
        LatencyMs = _saved is null && error is null
            ? null
            : Math.Round(_clock.GetElapsedTime(_started).TotalMilliseconds, 2),
        RequestId = _saved?.RequestId,
        Error = error,
    };
}
