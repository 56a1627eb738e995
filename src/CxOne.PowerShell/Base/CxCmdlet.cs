using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>
/// The base of every cmdlet: runs asynchronous work on the pool and does everything that PowerShell allows on the pipeline
/// thread only on that thread. Whatever ends the pipeline (Ctrl+C, an error action, a consumer that has enough) cancels the work first.
/// </summary>
public abstract class CxCmdlet : PSCmdlet, IDisposable
{
    private static int _activities;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _stopping = new();
    private bool _isDisposed;
    private readonly int _activityId = Interlocked.Increment(ref _activities);

    // Not at import: the vocabulary is a type of Core, which loads with the first cmdlet.
    static CxCmdlet() => CxVocabulary.Current = new CmdletVocabulary();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels what still runs; a consumer that has enough calls neither StopProcessing nor anything else.</summary>
    /// <param name="disposing">Called by <see cref="Dispose()"/>.</param>
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
    protected override void StopProcessing() => Stop();

    /// <summary>Ends what runs. pwsh stops a pipeline from another thread, which may come when the cmdlet is being disposed of.</summary>
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

    // The streams of PSCmdlet are hidden, so that no text of another party reaches a
    // terminal raw: derived cmdlets and the pipeline write to these.
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

    /// <summary>Shows the user what was done, as Write-Host does: on the screen, and in no pipeline.</summary>
    internal void WriteHostLine(string text)
        => base.WriteInformation(new HostInformationMessage { Message = TerminalText.Message(text) }, ["PSHOST"]);

    /// <summary>
    /// The user is shown the change before it is made, or is asked about it: by -WhatIf, by -Confirm, or by a preference. All checks that
    /// need no write come first, so that nothing is promised that the write would refuse.
    /// </summary>
    private protected bool IsPreviewed
        => Shows("WhatIf") ?? (LanguagePrimitives.TryConvertTo<bool>(GetVariableValue("WhatIfPreference"), out var isSet) && isSet)
            || (Shows("Confirm") ?? AsksByPreference());

    /// <summary>
    /// Asks about each item whether it is to be processed, and returns those that are. A previewed item is checked before that; one that
    /// the write would refuse is the same error here.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="target">What an item is about.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="preview">Checks an item and returns what would be done, old and new values included.</param>
    private protected IReadOnlyList<T> Approve<T>(
        IEnumerable<T> items,
        Func<T, string> target,
        Func<T, string> action,
        Func<T, CxPipeline, CancellationToken, Task<string>> preview)
    {
        List<T> approved = [];
        foreach (var item in items)
        {
            string? what = null;
            if (IsPreviewed)
            {
                RunForEach([item], async (_, pipeline, token) => what = await preview(item, pipeline, token).ConfigureAwait(false));
            }
            else
            {
                what = action(item);
            }

            if (what is not null && ShouldProcess(target(item), what))
            {
                approved.Add(item);
            }
        }

        return approved;
    }

    private bool AsksByPreference()
    {
        var impact = GetType().GetCustomAttributes(typeof(CmdletAttribute), inherit: false).OfType<CmdletAttribute>()
            .Select(cmdlet => cmdlet.ConfirmImpact).FirstOrDefault(ConfirmImpact.None);
        return impact != ConfirmImpact.None
            && LanguagePrimitives.TryConvertTo<ConfirmImpact>(GetVariableValue("ConfirmPreference"), out var preference)
            && preference != ConfirmImpact.None
            && impact >= preference;
    }

    /// <summary>Runs work to its end and writes what it reports. An exception of the work becomes an error record.</summary>
    /// <param name="work">Gets the way to the pipeline and the token that ends every wait.</param>
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
    /// Runs work for each item; one that fails is an error about that item, and the others go on unless the session is dead.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="work">What to do with one.</param>
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
                    await pipeline.WriteErrorAsync(ErrorRecords.ForItem(exception, item)).ConfigureAwait(false);
                }
                catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
                {
                    // The work has ended by itself: nothing of it is left behind that a stop would have to tell of.
                    pipeline.SetInterruptionNotice(null);
                    await pipeline.WriteErrorAsync(ErrorRecords.ForItem(exception, item)).ConfigureAwait(false);
                }
            }
        });

    /// <summary>The change was made: its result comes before the error that it could not be recorded.</summary>
    private Task WriteResultAsync(CxUnrecordedChangeException exception, CxPipeline pipeline)
    {
        var isAsked = GetType().GetProperty("PassThru")?.GetValue(this) is not SwitchParameter { IsPresent: false };
        return !isAsked || exception.Result is not { } result
            ? Task.CompletedTask
            : pipeline.WriteAsync(result is System.Collections.IEnumerable items and not string ? items.Cast<object>() : [result]);
    }

    /// <summary>Runs local work; a <see cref="CxException"/> becomes an error that ends the cmdlet.</summary>
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

    /// <summary>The connection of a call: the one that is given, else the runspace's own.</summary>
    /// <param name="given">The value of <c>-Connection</c>.</param>
    protected CxConnection ResolveTenant(CxConnection? given) => Guard(() =>
    {
        var connection = given
            ?? ConnectionStore.Current
            ?? throw new CxException(CxErrors.NotConnected, "There is no connection to a CXone tenant in this session.");
        _ = connection.Client;
        return connection;
    });

    /// <returns>What the common parameter says; <see langword="null"/> where it is not given.</returns>
    private bool? Shows(string parameter)
        => MyInvocation.BoundParameters.TryGetValue(parameter, out var given) && LanguagePrimitives.TryConvertTo<bool>(given, out var value)
            ? value
            : null;

    /// <summary>A preference that cannot be read is left to PowerShell, which has its own answer to it.</summary>
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

            // What the work says now is a consequence of being stopped; the exception under way is the cause.
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
            // A stopped pipeline takes no error; where the record is kept must be known all the same.
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

    /// <summary>The streams are closed to a stopped cmdlet; the host still shows what the user must know.</summary>
    private void NoteStop(CxPipeline pipeline)
    {
        if (pipeline.StoppedNote is { } note)
        {
            Host?.UI?.WriteWarningLine(TerminalText.Message(note));
        }
    }
}
