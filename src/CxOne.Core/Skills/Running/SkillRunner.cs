using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>Starts and stops the dialers of skills. Both act on real calls.</summary>
public static class SkillRunner
{
    internal const string StartAction = "Skill.Start";
    internal const string StopAction = "Skill.Stop";

    /// <summary>Starts the dialer of a skill and waits until the tenant shows it. The skill then places calls.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="options">The skill and the wait.</param>
    /// <param name="log">Receives progress, warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxValidationException">An option is out of range, or the skill does not dial.</exception>
    /// <exception cref="CxUnknownOutcomeException">The request was sent, and the tenant did not show the new state in time.</exception>
    /// <exception cref="CxException">The tenant has no such skill (<c>ObjectNotFound</c>), or the request failed.</exception>
    public static Task<SkillRunUpdate> StartAsync(
        CxConnection connection, SkillRunOptions options, ICxLog log, CancellationToken cancellationToken)
        => RunAsync(connection, options, isStart: true, log, cancellationToken);

    /// <summary>Stops the dialer of a skill and waits until the tenant shows it.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public static Task<SkillRunUpdate> StopAsync(
        CxConnection connection, SkillRunOptions options, ICxLog log, CancellationToken cancellationToken)
        => RunAsync(connection, options, isStart: false, log, cancellationToken);

    /// <summary>Reads the skill and checks that it can be started or stopped. Sends no write.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public static async Task<Skill> PreviewAsync(
        CxConnection connection, SkillRunOptions options, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        PublishedId.Require(options.Id);
        List<string> violations = [];
        violations.Range(nameof(options.Timeout), options.Timeout.TotalSeconds, 1, 86_400);
        violations.Range(nameof(options.PollingInterval), options.PollingInterval?.TotalSeconds, 0.01, 3600);
        CxValidationException.ThrowIfAny(violations, options.Id);
        var skill = await SkillReader.GetAsync(connection, options.Id, log, cancellationToken).ConfigureAwait(false);
        CxValidationException.ThrowIfAny(
            skill.IsOutbound == false ? [SkillMessages.NotOutbound(skill.ToString())] : [], options.Id);
        return skill;
    }

    private static async Task<SkillRunUpdate> RunAsync(
        CxConnection connection, SkillRunOptions options, bool isStart, ICxLog log, CancellationToken cancellationToken)
    {
        var skill = await PreviewAsync(connection, options, log, cancellationToken).ConfigureAwait(false);
        if (IsIn(skill, isStart))
        {
            log.Verbose(SkillMessages.Running(options.Id, isStart));
            return Result(skill, UpdateStatus.Unchanged);
        }

        connection.AuditLog.EnsureWritable(cancellationToken);
        var clock = connection.Client.Clock;
        var started = clock.GetTimestamp();
        var trail = new AuditTrail(connection, isStart ? StartAction : StopAction, [options.Id], log, cancellationToken);
        var (before, after) = (State(!isStart), State(isStart));
        SkillRunAudit Details(string? requestId, string? error) => new()
        {
            SkillId = options.Id,
            SkillName = skill.Name,
            Forced = isStart ? null : options.Force,
            LatencyMs = requestId is null && error is null ? null : Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 2),
            RequestId = requestId,
            Error = error,
        };
        trail.Start(Details(null, null), SkillsJson.Default.SkillRunAudit, before, after);
        SkillRunUpdate update;
        try
        {
            log.SetInterruptionNotice(SkillMessages.RunStopped(options.Id, isStart));
            var answer = await SendAsync(connection, options, isStart, clock, log, cancellationToken).ConfigureAwait(false);
            var shown = await WaitAsync(connection, options, isStart, answer.Lost, clock, log, cancellationToken).ConfigureAwait(false);
            update = Result(shown, answer.IsAnswered ? UpdateStatus.Changed : UpdateStatus.Recognised) with
            {
                LatencyMs = Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 2),
                RequestId = answer.RequestId,
            };
        }
        catch (Exception exception) when (trail.IsOpen)
        {
            var mayBeInPlace = AuditOutcome.MayBeInPlace(AuditOutcome.Of(exception));
            trail.Fail(
                exception,
                Details(null, exception.Message),
                SkillsJson.Default.SkillRunAudit,
                mayBeInPlace ? before : null,
                mayBeInPlace ? after : null);
            throw;
        }

        trail.End(AuditOutcome.Succeeded, Details(update.RequestId, null), SkillsJson.Default.SkillRunAudit, before, after);
        log.SetInterruptionNotice(null);
        update = update with { AuditId = trail.Failure is null ? trail.Last?.AuditId : null };
        trail.ThrowIfUnrecorded(SkillMessages.RunMade(options.Id, isStart), update);
        return update;
    }

    /// <summary>
    /// Sends the request. The state of the skill tells what a lost answer would have told. A request that the tenant refuses for now is
    /// repeated only after a read: the skill may have reached the state in spite of the refusal, or by another client.
    /// </summary>
    private static async Task<(string? RequestId, bool IsAnswered, CxRequestException? Lost)> SendAsync(
        CxConnection connection, SkillRunOptions options, bool isStart, TimeProvider clock, ICxLog log, CancellationToken cancellationToken)
    {
        var (retries, jitter) = (connection.MaximumRetryCount, connection.Client.Jitter);
        for (var refusals = 0; ;)
        {
            try
            {
                var response = await new PublishedClient(connection, log).SendAsync(
                    isStart ? PublishedRoutes.SkillStart : PublishedRoutes.SkillStop,
                    [options.Id],
                    isStart || !options.Force ? null : "force=true",
                    null,
                    options.Id,
                    cancellationToken).ConfigureAwait(false);

                // The answer has no documented content, so that anything else may come from a gateway: the state decides.
                return (response.RequestId, true, null);
            }
            catch (CxRequestException exception) when (exception.AnswerWasLost)
            {
                return (null, false, exception);
            }
            catch (CxRequestException exception) when (exception.IsRefusedForNow && refusals < retries)
            {
                await RefusalWait.WaitAsync(exception, ++refusals, SkillMessages.RunSubject(options.Id, isStart), jitter, clock, log,
                    cancellationToken).ConfigureAwait(false);
            }

            var skill = await SkillReader.GetAsync(connection, options.Id, log, cancellationToken).ConfigureAwait(false);
            if (IsIn(skill, isStart))
            {
                return (null, false, null);
            }
        }
    }

    private static async Task<Skill> WaitAsync(
        CxConnection connection,
        SkillRunOptions options,
        bool isStart,
        CxRequestException? lost,
        TimeProvider clock,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var activity = SkillMessages.RunActivity(options.Id, isStart);
        CxException? unread = null;
        try
        {
            for (var poll = 0; ; poll++)
            {
                try
                {
                    var skill = await SkillReader.GetAsync(connection, options.Id, log, cancellationToken).ConfigureAwait(false);
                    unread = null;
                    if (IsIn(skill, isStart))
                    {
                        return skill;
                    }
                }
                catch (CxException exception)
                {
                    unread = exception;
                    if (exception is not CxRequestException { Definition.Kind: CxErrorKind.Unavailable or CxErrorKind.Connection
                        or CxErrorKind.Timeout or CxErrorKind.LimitsExceeded })
                    {
                        // Repeating such a read gives the same error.
                        break;
                    }

                    log.Warning(SkillMessages.RunStateUnreadable(options.Id, exception.ErrorId));
                }

                var left = options.Timeout - clock.GetElapsedTime(started);
                if (PollingBackoff.IsOver(left))
                {
                    break;
                }

                log.Progress(new CxProgress(activity, SkillMessages.RunProgress(isStart)));
                var delay = options.PollingInterval ?? PollingBackoff.Delay(poll);
                await VisibleWait.DelayAsync(
                    log, SkillMessages.RunProgress(isStart), delay < left ? delay : left, clock, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            log.Progress(new CxProgress(activity, string.Empty) { IsCompleted = true });
        }

        var message = SkillMessages.RunNotShown(options.Id, isStart, options.Timeout.TotalSeconds);
        var cause = unread ?? lost;
        throw cause is null
            ? new CxUnknownOutcomeException(message, options.Id) { RecommendedAction = SkillMessages.RunAdvice }
            : CxUnknownOutcomeException.Of(
                cause, $"{message} {cause.OneLine}", options.Id, SkillMessages.RunAdvice, answerWasLost: lost is not null);
    }

    /// <summary>Tenants report the state of running skills only in some versions: no state means that the skill does not run.</summary>
    private static bool IsIn(Skill skill, bool isStart) => (skill.IsRunning == true) == isStart;

    private static SkillRunUpdate Result(Skill skill, UpdateStatus status) => new()
    {
        Id = skill.Id, Name = skill.Name, Status = status.ToString(), IsRunning = skill.IsRunning == true, Skill = skill,
    };

    private static JsonElement State(bool isRunning)
        => JsonFields.ToElement(new JsonObject { ["isRunning"] = isRunning });
}
