using CxOne.Connection;
using CxOne.Errors;
using CxOne.Exclusive;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>
/// Publishes scripts: checks, saves under the tenant's lock, proves, connects points of contact, and puts back what failed.
/// </summary>
public static class ScriptPublisher
{
    internal const string Action = "Script.Publish";

    /// <summary>
    /// Checks a script, runs its test cases, reads what the tenant has, and decides whether it may be saved. Sends no write, and records
    /// nothing.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">The script and its conditions.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The plan. <see cref="ScriptPublishPlan.Refusal"/> holds the reason if it cannot be carried out.</returns>
    /// <exception cref="CxValidationException">The name cannot be that of a script.</exception>
    /// <exception cref="CxException">A request failed, or a point of contact does not exist.</exception>
    public static async Task<ScriptPublishPlan> PlanAsync(
        CxConnection connection, ScriptPublishRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        request.Validate();
        var check = ScriptPublishCheck.Run(request, cancellationToken);
        var current = check.Failure is null
            ? await new ScriptSaver(connection, request.Name, log).FindAsync(cancellationToken).ConfigureAwait(false)
            : null;
        var name = current?.Name is { Length: > 0 } spelled ? spelled : request.Name;
        var wanted = ScriptContent.For(request.Graph.Script, name, current?.Script);
        var hash = ScriptFingerprint.Of(wanted);
        var isUnchanged = current?.Hash == hash;
        var failure = check.Failure
            ?? (isUnchanged ? null : await ConflictAsync(connection, request, current, log, cancellationToken).ConfigureAwait(false));
        var isReplaced = failure is null && current is not null && !isUnchanged;
        var draft = new ScriptPublishResult
        {
            Name = name,
            Status = failure is null ? ScriptStatus.Unchanged : ScriptStatus.Refused,
            File = request.File,
            IsNew = current is null && check.Failure is null,
            PreviousMasterId = current?.MasterId,
            MasterId = current?.MasterId,
            PreviousHash = current?.Hash,
            Hash = current?.Hash,
            Findings = check.Findings,
            Tests = check.Tests,
        };
        var write = new ScriptWrite
        {
            Name = name,
            Script = request.Graph.Script,
            Seen = current,
            PointsOfContact = request.PointsOfContact,
            IvrReporting = request.IvrReporting,
            Force = request.Force,
            File = request.File,
            MadeStatus = ScriptStatus.Published,
        };
        return new ScriptPublishPlan(request.Graph, current, draft, write)
        {
            Name = name,
            IsUnchanged = isUnchanged,
            ActivePoints = isReplaced
                ? await ScriptUse.ActiveAsync(connection, name, log, cancellationToken).ConfigureAwait(false)
                : [],
            ActiveSkills = isReplaced
                ? await ScriptUse.ActiveSkillsAsync(connection, name, log, cancellationToken).ConfigureAwait(false)
                : [],
            CutOver = failure is null
                ? await ScriptUse.ReadAsync(connection, request.PointsOfContact, log, cancellationToken).ConfigureAwait(false)
                : [],
            Refusal = failure is null ? null : new CxOutcome<ScriptPublishResult>(draft, failure),
        };
    }

    /// <summary>
    /// Carries out a plan: takes the tenant's lock, reads the script again, saves it, proves it by a read, connects the points of contact,
    /// and releases the lock. If the proof or a connection fails, the script and the points of contact get their former state.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="locks">The locks that keep other publications of the same script away; <see langword="null"/> for none.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait. The request that releases the lock is then still sent, and may take up to five
    /// seconds.</param>
    /// <returns>The result, and the failure if there was one.</returns>
    /// <exception cref="CxException">The audit log cannot be written, or another publication of the script is under way
    /// (<c>LockTimeout</c>); nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled; its outcome is recorded.</exception>
    public static Task<CxOutcome<ScriptPublishResult>> PublishAsync(
        CxConnection connection, ScriptPublishPlan plan, IExclusiveLocks? locks, ICxLog log, CancellationToken cancellationToken)
        => RunAsync(connection, plan, Action, locks, log, cancellationToken);

    internal static async Task<CxOutcome<ScriptPublishResult>> RunAsync(
        CxConnection connection,
        ScriptPublishPlan plan,
        string action,
        IExclusiveLocks? locks,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(log);
        if (plan.Refusal is { } refusal)
        {
            return refusal;
        }

        if (plan.IsUnchanged && plan.CutOver.All(point => Leads(point, plan.Name)))
        {
            return new CxOutcome<ScriptPublishResult>(plan.Draft, null);
        }

        connection.AuditLog.EnsureWritable(cancellationToken);
        var lease = locks is null
            ? null
            : await ExclusiveUse.AcquireAsync(
                locks,
                ScriptLockName.Of(plan.Name, connection.TenantId),
                TimeSpan.Zero,
                connection.Client.Clock,
                log,
                cancellationToken).ConfigureAwait(false);
        var lost = lease?.Lost ?? CancellationToken.None;
        try
        {
            // Ends before the lock is released, which is no loss.
            await using var notice = lost.Register(() => log.Warning(ExclusiveMessages.Lost(ScriptOperation.LockName(plan.Name))))
                .ConfigureAwait(false);
            var (result, failure) = await new ScriptOperation(connection, plan.Write, action, log, cancellationToken) { Lost = lost }
                .RunAsync(cancellationToken).ConfigureAwait(false);
            foreach (var finding in result.Warnings)
            {
                log.Warning(ScriptWriteMessages.SavedWith(plan.Name, finding.ToString()));
            }

            return new CxOutcome<ScriptPublishResult>(result with { Findings = plan.Draft.Findings, Tests = plan.Draft.Tests }, failure);
        }
        finally
        {
            if (lease is not null)
            {
                await lease.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static bool Leads(PointOfContact point, string name)
        => string.Equals(point.ScriptName, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The reason why a save could lose the work of another user; <see langword="null"/> if it cannot.</summary>
    private static async Task<CxException?> ConflictAsync(
        CxConnection connection, ScriptPublishRequest request, ScriptBody? current, ICxLog log, CancellationToken cancellationToken)
    {
        if (request.Base is not { } known)
        {
            return current is null || request.Force
                ? null
                : new CxException(CxErrors.ScriptBaseUnknown, ScriptWriteMessages.BaseUnknown(current.Name), request.File ?? request.Name);
        }

        if (current?.Hash == known.Hash)
        {
            return null;
        }

        string message;
        if (current is null)
        {
            message = ScriptWriteMessages.DeletedSinceExport(request.Name, known.Source);
        }
        else
        {
            var newest = await NewestAsync(connection, current.Name, log, cancellationToken).ConfigureAwait(false);
            message = ScriptWriteMessages.ChangedSinceExport(current.Name, newest?.ModifiedBy, newest?.ModifyDate, known.Source);
        }

        if (request.Force)
        {
            log.Warning(ScriptWriteMessages.Forced(message));
            return null;
        }

        return new CxConflictException(CxErrors.EditConflict, message, [], request.File ?? request.Name)
        {
            RecommendedAction = ScriptWriteMessages.ConflictAdvice(request.Name),
        };
    }

    /// <summary>Who saved the current version, which completes a message; the conflict is known without it.</summary>
    private static async Task<TenantScriptVersion?> NewestAsync(
        CxConnection connection, string name, ICxLog log, CancellationToken cancellationToken)
    {
        try
        {
            var versions = await TenantScriptReader.ReadHistoryAsync(connection, name, log, cancellationToken).ConfigureAwait(false);
            return versions is [var newest, ..] ? newest : null;
        }
        catch (CxException exception)
        {
            log.Verbose(exception.OneLine);
            return null;
        }
    }
}
