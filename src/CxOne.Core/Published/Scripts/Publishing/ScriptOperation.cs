using System.Text.Json;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Exclusive;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>
/// One audited save: lock, read again, save, proof, cut-over, unlock. If the proof or a cut-over fails, both the script and the points of
/// contact get their former state. The lock is released in every case, unless the user had it before.
/// One class, because every step changes what the result, the record and the notice to a user who stops it say.
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
    private bool _isLockOlder;
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
        _cutOver = new ScriptCutOver(connection, write.Name, write.IvrReporting, log, () => log.SetInterruptionNotice(_note));
        // A connection that was closed has no clock any more, and the outcome has to be recorded all the same.
        _clock = connection.Client.Clock;
        _started = _clock.GetTimestamp();
        _before = write.Seen;
    }

    /// <summary>Gets a token that is cancelled if the lock that keeps other publications away is lost.</summary>
    public CancellationToken Lost { get; init; }

    /// <summary>The name in messages of the lock that keeps other publications away.</summary>
    public static string LockName(string scriptName) => $"script {scriptName}";

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

            // The error says what was saved and what was put back. A notice of an earlier step could contradict it.
            NoteEnd();
            var result = Result(Status(failure));
            return new CxOutcome<ScriptPublishResult>(result, failure);
        }

        _trail.End(
            AuditOutcome.Succeeded, Details(null), PublishedJson.Default.ScriptWriteAudit, ScriptState.Of(_before),
            ScriptState.Of(_saved?.Body ?? _before));
        NoteEnd();
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

        // A lock that the tenant showed before is the user's own if the tenant grants it; the read under the lock decides.
        _isLockOlder = _before.LockedSince is not null;
        var mayBeTaken = true;
        try
        {
            string? refusal;
            try
            {
                refusal = await _lock.TryTakeAsync(_write.Name, cancellationToken).ConfigureAwait(false);
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

            if (refusal is not null)
            {
                // Known before the holder is looked up: a stop during that read must not release the lock of another user.
                mayBeTaken = false;
                throw await _lock.LockedAsync(_write.Name, refusal, cancellationToken).ConfigureAwait(false);
            }

            await SaveAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (mayBeTaken && _isLockOlder)
            {
                _log.Warning(ScriptWriteMessages.LockKept(_write.Name));
            }
            else if (mayBeTaken)
            {
                _isUnlocked = await _lock.ReleaseAtEndAsync(_write.Name, _note, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Clears the notice, except for a lock that is left: the operation has an outcome.</summary>
    private void NoteEnd()
        => _log.SetInterruptionNotice(_isUnlocked == false ? ScriptWriteMessages.LockLeftShort(_write.Name) : null);

    /// <summary>Keeps what a user who stops the operation now is shown about the script.</summary>
    private void Note(string note)
    {
        _note = note;
        _log.SetInterruptionNotice(note);
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        await RequireSeenAsync(cancellationToken).ConfigureAwait(false);
        if (Lost.IsCancellationRequested)
        {
            // Another publication may have saved since that read, with the tenant's lock of the same user.
            throw ExclusiveUse.LostError(LockName(_write.Name));
        }

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

        // The same holder and time as before this run: the user edits the script in Studio and publishes it at the same time.
        _isLockOlder = now?.LockedSince is { } since && since == _before?.LockedSince && now.LockedBy == _before?.LockedBy;
        if (now?.Hash != _before?.Hash)
        {
            // A script that appeared after the plan has no lock of this run, so that not even force replaces it.
            if (!_write.Force || _before is null)
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

        // If a point of contact still names the script, its contacts would run the former one, or none at all.
        var script = !_isSent ? null
            : points.Count > 0 ? ScriptWriteMessages.KeptForPoints(_write.Name)
            : await new ScriptRevert(_connection, _write.Name, _saver, _log).RunAsync(_before, _saved, cancellationToken)
                .ConfigureAwait(false);
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
