using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Published;

/// <summary>Puts the former version of a script back after a save, or deletes a script that did not exist before.</summary>
internal sealed class ScriptRevert
{
    private readonly CxConnection _connection;
    private readonly string _name;
    private readonly ScriptSaver _saver;
    private readonly ICxLog _log;

    public ScriptRevert(CxConnection connection, string name, ScriptSaver saver, ICxLog log)
    {
        _connection = connection;
        _name = name;
        _saver = saver;
        _log = log;
    }

    /// <summary>Puts the script back, unless another user has changed it since the save.</summary>
    /// <param name="before">What the tenant held before the save; <see langword="null"/> if it had no such script.</param>
    /// <param name="saved">The save; <see langword="null"/> if it is not known what the tenant holds after it.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>Why the former script is not in place; <see langword="null"/> if it is.</returns>
    public async Task<string?> RunAsync(ScriptBody? before, ScriptSaved? saved, CancellationToken cancellationToken)
    {
        try
        {
            var now = await _saver.FindAsync(cancellationToken).ConfigureAwait(false);
            if (now?.Hash == before?.Hash)
            {
                return null;
            }

            if (saved is not null && now?.Hash != saved.Body.Hash)
            {
                return ScriptWriteMessages.ChangedByOthers(_name);
            }

            if (before is null)
            {
                return await TryDeleteAsync(cancellationToken).ConfigureAwait(false) ? null : ScriptWriteMessages.StillThere(_name);
            }

            var former = ScriptContent.For(before.Script, _name, now?.Script);
            await _saver.SaveAsync(former, now, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (CxException exception)
        {
            return exception.OneLine;
        }
    }

    private async Task<bool> TryDeleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await new PublishedClient(_connection, _log).SendAsync(
                PublishedRoutes.ScriptDelete, [], $"scriptPath={Uri.EscapeDataString(_name)}", null, _name, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.AnswerWasLost)
        {
            // The read below shows whether it was made.
            _log.Verbose(exception.OneLine);
        }

        return await _saver.FindAsync(cancellationToken).ConfigureAwait(false) is null;
    }
}
