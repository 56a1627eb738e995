using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>
/// The base class of all cmdlets. It runs asynchronous work on the thread pool and writes its output on the pipeline thread, as PowerShell
/// requires. If the pipeline ends early (Ctrl+C, an error action, a consumer that needs no more items), the work is cancelled first.
/// It has more than 300 lines because cancelling, draining, awaiting and showing a wait share one state.
/// </summary>
public abstract class CxCmdlet : EscapingCmdlet, IDisposable
{
    private static int _activities;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _stopping = new();
    private bool _isDisposed;
    private readonly Dictionary<string, object?> _unbound = new(StringComparer.OrdinalIgnoreCase);
    private readonly int _activityId = Interlocked.Increment(ref _activities);
    private readonly ItemTally _tally = new();
    private readonly WaitBar _bar = new();
    private bool _isEnding;
    private bool _isInterrupted;
    private bool _isStopNoted;
    private CxConnection? _tenant;

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

            if (_isInterrupted)
            {
                NoteTally();
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

    /// <summary>
    /// Sets the parameters that bind by property name, and that the command line does not name, to the values that an object has for them.
    /// </summary>
    /// <param name="piped">An object of the tenant, or a copy of one.</param>
    /// <param name="names">The members that may bind. All other parameters have the value that they have without the object.</param>
    private protected void BindOnly(object piped, IReadOnlyCollection<string> names)
        => TenantMembers.BindOnly(this, piped, names, _unbound, MyInvocation.BoundParameters);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _isEnding = true;
        HideBar();
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _isInterrupted = true;
        Stop();
    }

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

    /// <summary>
    /// The user is shown the change before it is made, or is asked about it: by -WhatIf, by -Confirm, or by a preference. All checks that
    /// need no write come first, so that no change is announced that the write would refuse.
    /// </summary>
    private protected bool IsPreviewed
        => IsWhatIf || (Shows("Confirm") ?? AsksByPreference());

    /// <summary>
    /// Nothing is to be written: by -WhatIf or by a preference. ShouldProcess answers no in this case; a write that no ShouldProcess
    /// precedes, such as a note in a file, depends on this.
    /// </summary>
    private protected bool IsWhatIf => Shows("WhatIf") ?? IsWhatIfPreferred();

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

    private bool IsWhatIfPreferred()
        => LanguagePrimitives.TryConvertTo<bool>(GetVariableValue("WhatIfPreference"), out var isPreferred) && isPreferred;

    private bool AsksByPreference()
    {
        var impact = GetType().GetCustomAttributes(typeof(CmdletAttribute), inherit: false).OfType<CmdletAttribute>()
            .Select(cmdlet => cmdlet.ConfirmImpact).FirstOrDefault(ConfirmImpact.None);
        return impact != ConfirmImpact.None
            && LanguagePrimitives.TryConvertTo<ConfirmImpact>(GetVariableValue("ConfirmPreference"), out var preference)
            && preference != ConfirmImpact.None
            && impact >= preference;
    }

    /// <summary>Runs work and writes its output. An exception of the work becomes an error record.</summary>
    /// <param name="work">The work. It receives the pipeline and the token that ends every wait.</param>
    private protected void Run(Func<CxPipeline, CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var pipeline = new CxPipeline(
            _activityId,
            Shows("Verbose") ?? Shows("Debug") ?? Shows(GetVariableValue("VerbosePreference")),
            Shows("Debug") ?? Shows(GetVariableValue("DebugPreference")),
            _tally);
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
        try
        {
            Pump(pipeline, running);
        }
        finally
        {
            _bar.Pause();
        }

        // Between two objects of a pipe the bar stays, so that it does not flicker.
        if (_isEnding || !MyInvocation.ExpectingInput || pipeline.Work is not null)
        {
            HideBar();
        }

        Finish(pipeline, running);
    }

    /// <summary>
    /// Runs work for each item. A failure becomes an error about its item, and the other items are processed unless they would all fail.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="work">The work for an item.</param>
    /// <param name="isPlanned">The work only plans what later work does with the same items, which then counts them.</param>
    private protected void RunForEach<T>(
        IEnumerable<T> items, Func<T, CxPipeline, CancellationToken, Task> work, bool isPlanned = false)
        => Run(async (pipeline, token) =>
        {
            var all = items as IReadOnlyCollection<T> ?? [.. items];
            _tally.IsOpen = MyInvocation.ExpectingInput && !_isEnding;
            _tally.Expect(isPlanned ? 0 : all.Count);
            foreach (var item in all)
            {
                try
                {
                    await work(item, pipeline, token).ConfigureAwait(false);
                    Count(isFailed: false);
                }
                catch (CxUnrecordedChangeException exception)
                {
                    pipeline.SetInterruptionNotice(null);
                    await WriteResultAsync(exception, pipeline).ConfigureAwait(false);
                    Count(isFailed: true);
                    await pipeline.WriteErrorAsync(ErrorRecords.ForItem(exception, item)).ConfigureAwait(false);
                }
                catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
                {
                    // The work for this item has ended, so there is nothing to report if the cmdlet is interrupted.
                    pipeline.SetInterruptionNotice(null);
                    Count(isFailed: true);
                    await pipeline.WriteErrorAsync(ErrorRecords.ForItem(exception, item)).ConfigureAwait(false);
                }
            }

            void Count(bool isFailed)
            {
                if (!isPlanned)
                {
                    _tally.Count(isFailed);
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

    /// <summary>
    /// Returns the given connection, or that of the runspace. If its tenant is known to lack the family of calls that the cmdlet needs, the
    /// cmdlet ends.
    /// </summary>
    /// <param name="given">The value of <c>-Connection</c>.</param>
    protected CxConnection ResolveTenant(CxConnection? given) => Guard(() =>
    {
        var connection = given
            ?? ConnectionStore.Current
            ?? throw new CxException(CxErrors.NotConnected, BaseCmdletMessages.NotConnected);
        _ = connection.Client;
        _tenant = connection;
        ApiFamilyGuard.Require(connection, Family, operation: MyInvocation.MyCommand?.Name);
        return connection;
    });

    private CxApiFamilies Family
        => GetType().GetCustomAttributes(typeof(ApiFamilyAttribute), inherit: false).OfType<ApiFamilyAttribute>()
            .Select(declared => declared.Family).FirstOrDefault();

    /// <summary>The same error, with the counterpart of this cmdlet: a request that finds out about a family knows no cmdlet.</summary>
    private CxException WithCounterpart(CxException exception)
        => exception.Definition == CxErrors.ApiNotOffered && _tenant is { } tenant
            ? ApiFamilyGuard.NotOffered(tenant, Family, exception.Item, MyInvocation.MyCommand?.Name)
            : exception;

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
            _bar.Resume();
            while (!pipeline.IsCompleted)
            {
                if (!pipeline.TryTake(_bar.UntilDue, out var item))
                {
                    if (_bar.UntilDue == TimeSpan.Zero && !pipeline.IsCompleted)
                    {
                        ShowWait(pipeline);
                    }

                    continue;
                }

                try
                {
                    if (item.IsSign)
                    {
                        ClearForSign(pipeline);
                    }

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
            var record = ErrorRecords.From(WithCounterpart(exception), null);
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

    /// <summary>Shows the progress of the workflow.</summary>
    /// <param name="record">The bar.</param>
    internal void ShowWork(ProgressRecord record)
    {
        WriteProgress(record);
        _bar.Shown(record);
    }

    /// <summary>Shows after a second of silence that the cmdlet waits, for how long and for what.</summary>
    private void ShowWait(CxPipeline pipeline)
    {
        var work = pipeline.Work;
        string?[] parts =
        [
            string.IsNullOrEmpty(work?.Status) ? _tally.Describe() : work.Status,
            pipeline.Waits.Describe() ?? (work is null ? BaseCmdletMessages.Running(_bar.Elapsed) : null),
        ];
        ShowWork(pipeline.Record(new CxProgress(
            work?.Activity ?? MyInvocation.MyCommand.Name, string.Join(", ", parts.Where(part => part is not null)))
        {
            PercentComplete = work?.PercentComplete ?? -1,
            SecondsRemaining = work is null ? pipeline.Waits.SecondsLeft() : work.SecondsRemaining,
        }));
    }

    /// <summary>Removes a bar that only shows a wait before output, which shows that the wait has ended.</summary>
    private void ClearForSign(CxPipeline pipeline)
    {
        if (pipeline.Work is null)
        {
            HideBar();
        }

        _bar.Sign();
    }

    private void HideBar()
    {
        if (_bar.Current is { } shown)
        {
            ShowWork(new ProgressRecord(shown.ActivityId, shown.Activity, shown.StatusDescription)
            {
                RecordType = ProgressRecordType.Completed,
            });
        }
    }

    /// <summary>Shows once how many objects were processed before Ctrl+C.</summary>
    private void NoteTally()
    {
        if (!_isStopNoted && _tally.DescribeStop(MyInvocation.MyCommand?.Name ?? GetType().Name) is { } text)
        {
            Host?.UI?.WriteWarningLine(text);
        }

        _isStopNoted = true;
    }

    /// <summary>Shows the interruption notice through the host, because the streams of a stopped cmdlet are closed.</summary>
    private void NoteStop(CxPipeline pipeline)
    {
        if (_isInterrupted)
        {
            NoteTally();
        }

        if (pipeline.StoppedNote is { } note)
        {
            Host?.UI?.WriteWarningLine(TerminalText.Message(note));
        }
    }
}
