using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>
/// The base class of all cmdlets. It runs asynchronous work on the thread pool and writes its output on the pipeline thread, as PowerShell
/// requires. If the pipeline ends early (Ctrl+C, an error action, a consumer that needs no more items), the work is cancelled first.
/// </summary>
public abstract class CxCmdlet : PSCmdlet, IDisposable
{
    private static int _activities;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _stopping = new();
    private bool _isDisposed;
    private readonly Dictionary<string, object?> _unbound = new(StringComparer.OrdinalIgnoreCase);
    private readonly int _activityId = Interlocked.Increment(ref _activities);

    // Not at import, because Core is loaded with the first cmdlet.
    static CxCmdlet() => CxVocabulary.Current = new CmdletVocabulary();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels the work. If a consumer needs no more items, PowerShell calls only this method, not StopProcessing.</summary>
    /// <param name="disposing"><see langword="true"/> when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_stopping)
            {
                if (!_isDisposed)
                {
                    _isDisposed = true;
                    _stop.Cancel();
                    _stop.Dispose();
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        foreach (var parameter in TenantMembers.ByName(this).Where(parameter => !MyInvocation.BoundParameters.ContainsKey(parameter.Name)))
        {
            _unbound[parameter.Name] = parameter.GetValue(this);
        }
    }

    /// <summary>
    /// Takes back what members that only the tenant knows have bound by their name. A tenant may give an object any member; of its objects
    /// only what the module knows goes into parameters.
    /// </summary>
    /// <param name="piped">The object in the pipe.</param>
    private protected void ForgetTenantMembers(object? piped)
        => TenantMembers.Forget(this, piped, _unbound, MyInvocation.BoundParameters);

    /// <inheritdoc/>
    protected override void StopProcessing() => Stop();

    /// <summary>Cancels the work. pwsh stops a pipeline from another thread, possibly while the cmdlet is being disposed.</summary>
    private void Stop()
    {
        lock (_stopping)
        {
            if (!_isDisposed)
            {
                _stop.Cancel();
            }
        }
    }

    // These methods hide the streams of PSCmdlet, so that derived cmdlets cannot write unescaped text of other parties to a terminal.
    internal new void WriteVerbose(string text) => base.WriteVerbose(TerminalText.Message(text));

    internal new void WriteDebug(string text) => base.WriteDebug(TerminalText.Message(text));

    internal new void WriteWarning(string text) => base.WriteWarning(TerminalText.Message(text));

    internal new void WriteCommandDetail(string text) => base.WriteCommandDetail(TerminalText.Message(text));

    internal new void WriteInformation(object messageData, string[] tags)
        => base.WriteInformation(messageData is string text ? TerminalText.Message(text) : messageData, tags);

    internal new void WriteInformation(InformationRecord informationRecord)
        => WriteInformation(informationRecord.MessageData, [.. informationRecord.Tags]);

    internal new void WriteProgress(ProgressRecord progressRecord)
    {
        progressRecord.Activity = TerminalText.Message(progressRecord.Activity);
        progressRecord.StatusDescription = TerminalText.Message(progressRecord.StatusDescription);
        progressRecord.CurrentOperation = progressRecord.CurrentOperation is { } operation ? TerminalText.Message(operation) : null;
        base.WriteProgress(progressRecord);
    }

    internal new void WriteError(ErrorRecord errorRecord) => base.WriteError(ErrorRecords.Shown(errorRecord));

    internal new void ThrowTerminatingError(ErrorRecord errorRecord) => base.ThrowTerminatingError(ErrorRecords.Shown(errorRecord));

    internal new bool ShouldProcess(string target) => base.ShouldProcess(TerminalText.Message(target));

    internal new bool ShouldProcess(string target, string action)
        => base.ShouldProcess(TerminalText.Message(target), TerminalText.Message(action));

    internal new bool ShouldProcess(string verboseDescription, string verboseWarning, string caption)
        => base.ShouldProcess(
            TerminalText.Message(verboseDescription), TerminalText.Message(verboseWarning), TerminalText.Message(caption));

    internal new bool ShouldProcess(
        string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason)
        => base.ShouldProcess(
            TerminalText.Message(verboseDescription),
            TerminalText.Message(verboseWarning),
            TerminalText.Message(caption),
            out shouldProcessReason);

    internal new bool ShouldContinue(string query, string caption)
        => base.ShouldContinue(TerminalText.Message(query), TerminalText.Message(caption));

    internal new bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll)
        => base.ShouldContinue(TerminalText.Message(query), TerminalText.Message(caption), ref yesToAll, ref noToAll);

    internal new bool ShouldContinue(string query, string caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll)
        => base.ShouldContinue(TerminalText.Message(query), TerminalText.Message(caption), hasSecurityImpact, ref yesToAll, ref noToAll);

    /// <summary>Runs work and writes its output. An exception of the work becomes an error record.</summary>
    /// <param name="work">The work. It receives the pipeline and the token that ends every wait.</param>
    private protected void Run(Func<CxPipeline, CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var pipeline = new CxPipeline(
            _activityId,
            Shows("Verbose") ?? Shows("Debug") ?? Shows(GetVariableValue("VerbosePreference")),
            Shows("Debug") ?? Shows(GetVariableValue("DebugPreference")));
        var token = _stop.Token;
        var running = Task.Run(
            async () =>
            {
                try
                {
                    await work(pipeline, token).ConfigureAwait(false);
                }
                catch (CxUnrecordedChangeException exception)
                {
                    await WriteResultAsync(exception, pipeline).ConfigureAwait(false);
                    throw;
                }
                finally
                {
                    pipeline.Complete();
                }
            },
            CancellationToken.None);
        Pump(pipeline, running);
        Finish(pipeline, running);
    }

    /// <summary>
    /// Runs work for each item. A failure becomes an error about its item, and the other items are processed unless they would all fail.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="work">The work for an item.</param>
    private protected void RunForEach<T>(IEnumerable<T> items, Func<T, CxPipeline, CancellationToken, Task> work)
        => Run(async (pipeline, token) =>
        {
            foreach (var item in items)
            {
                try
                {
                    await work(item, pipeline, token).ConfigureAwait(false);
                }
                catch (CxUnrecordedChangeException exception)
                {
                    pipeline.SetInterruptionNotice(null);
                    await WriteResultAsync(exception, pipeline).ConfigureAwait(false);
                    await pipeline.WriteErrorAsync(ErrorRecords.From(exception, item)).ConfigureAwait(false);
                }
                catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
                {
                    // The work for this item has ended, so there is nothing to report if the cmdlet is interrupted.
                    pipeline.SetInterruptionNotice(null);
                    await pipeline.WriteErrorAsync(ErrorRecords.From(exception, item)).ConfigureAwait(false);
                }
            }
        });

    /// <summary>Writes the result of a change that could not be recorded, before its error.</summary>
    private Task WriteResultAsync(CxUnrecordedChangeException exception, CxPipeline pipeline)
    {
        var isWanted = GetType().GetProperty("PassThru")?.GetValue(this) is not SwitchParameter { IsPresent: false };
        return !isWanted || exception.Result is not { } result
            ? Task.CompletedTask
            : pipeline.WriteAsync(result is System.Collections.IEnumerable items and not string ? items.Cast<object>() : [result]);
    }

    /// <summary>Runs local work. A <see cref="CxException"/> becomes an error that ends the cmdlet.</summary>
    /// <param name="work">The work.</param>
    protected T Guard<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return work();
        }
        catch (CxException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, null));
            throw;
        }
    }

    /// <summary>Returns the given connection, or that of the runspace.</summary>
    /// <param name="given">The value of <c>-Connection</c>.</param>
    protected CxConnection ResolveTenant(CxConnection? given) => Guard(() =>
    {
        var connection = given
            ?? ConnectionStore.Current
            ?? throw new CxException(CxErrors.NotConnected, BaseCmdletMessages.NotConnected);
        _ = connection.Client;
        return connection;
    });

    /// <returns>The value of a common parameter; <see langword="null"/> if it is not given.</returns>
    private bool? Shows(string parameter)
        => MyInvocation.BoundParameters.TryGetValue(parameter, out var given) && LanguagePrimitives.TryConvertTo<bool>(given, out var value)
            ? value
            : null;

    /// <summary>An invalid preference counts as set, so that PowerShell reports it.</summary>
    private static bool Shows(object? preference)
        => !LanguagePrimitives.TryConvertTo<ActionPreference>(preference, out var value)
            || value is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    private void Pump(CxPipeline pipeline, Task running)
    {
        try
        {
            foreach (var item in pipeline.Consume())
            {
                try
                {
                    item.Execute(this);
                }
                catch
                {
                    item.Done?.TrySetCanceled();
                    throw;
                }

                item.Done?.TrySetResult();
            }
        }
        catch
        {
            Stop();
            pipeline.Abandon();

            // Exceptions of the cancelled work are ignored; the current one is the cause.
            ((IAsyncResult)running).AsyncWaitHandle.WaitOne();
            _ = running.Exception;
            NoteStop(pipeline);
            throw;
        }
    }

    private void Finish(CxPipeline pipeline, Task running)
    {
        try
        {
            running.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            NoteStop(pipeline);
            throw new PipelineStoppedException();
        }
        catch (CxException exception) when (_stop.IsCancellationRequested && exception.Definition == CxErrors.AuditWriteFailed)
        {
            // A stopped pipeline accepts no error, but the user has to know where the record is kept.
            NoteStop(pipeline);
            Host?.UI?.WriteWarningLine(exception.Message);
            throw new PipelineStoppedException();
        }
        catch (CxException exception)
        {
            var record = ErrorRecords.From(exception, null);
            if (ErrorRecords.EndsSession(exception))
            {
                ThrowTerminatingError(record);
            }

            WriteError(record);
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            ThrowTerminatingError(ErrorRecords.FromUnexpected(exception));
        }
    }

    /// <summary>Shows the interruption notice through the host, because the streams of a stopped cmdlet are closed.</summary>
    private void NoteStop(CxPipeline pipeline)
    {
        if (pipeline.StoppedNote is { } note)
        {
            Host?.UI?.WriteWarningLine(TerminalText.Message(note));
        }
    }
}
