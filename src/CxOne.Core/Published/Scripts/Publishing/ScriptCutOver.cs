using CxOne.Connection;
using CxOne.Errors;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>Connects points of contact to a script, and back to their former scripts. Each write has an audit record of its own.</summary>
internal sealed class ScriptCutOver
{
    private readonly CxConnection _connection;
    private readonly string _name;
    private readonly bool? _ivrReporting;
    private readonly ICxLog _log;
    private readonly Action _restoreNotice;
    private readonly List<(string Id, string? Former)> _sent = [];
    private readonly List<PointOfContactUpdate> _updates = [];

    /// <param name="connection">The tenant.</param>
    /// <param name="name">The name of the script, with its folder.</param>
    /// <param name="ivrReporting">A value that the tenant does not return.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="restoreNotice">Sets the interruption notice about the script again, which each write of a point of contact replaces.
    /// </param>
    public ScriptCutOver(CxConnection connection, string name, bool? ivrReporting, ICxLog log, Action restoreNotice)
    {
        _connection = connection;
        _name = name;
        _ivrReporting = ivrReporting;
        _log = log;
        _restoreNotice = restoreNotice;
    }

    /// <summary>The points of contact that were connected.</summary>
    public IReadOnlyList<PointOfContactUpdate> Updates => _updates;

    /// <summary>Connects one after another. The first failure ends it.</summary>
    /// <param name="ids">The ids of the points of contact.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">As for <see cref="PointOfContactEditor.SetAsync"/>.</exception>
    public async Task RunAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            var point = await PointOfContactReader.GetAsync(_connection, id, _log, cancellationToken).ConfigureAwait(false);
            if (!IsSame(point.ScriptName, _name))
            {
                // Noted before the write: one whose outcome is unknown is set back as well.
                _sent.Add((id, point.ScriptName));
            }

            _updates.Add(await ConnectAsync(id, _name, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>
    /// Connects the points of contact to their former scripts, the last one first. One that now leads to a third script is kept: that
    /// is the work of another user.
    /// </summary>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The failures; none if all have their former scripts.</returns>
    public async Task<IReadOnlyList<CxException>> RevertAsync(CancellationToken cancellationToken)
    {
        List<CxException> failures = [];
        foreach (var (id, former) in Enumerable.Reverse(_sent))
        {
            try
            {
                await RevertAsync(id, former, cancellationToken).ConfigureAwait(false);
                _updates.RemoveAll(update => $"{update.Id}" == id);
            }
            catch (CxException exception)
            {
                failures.Add(exception);
            }
        }

        return failures;
    }

    private async Task RevertAsync(string id, string? former, CancellationToken cancellationToken)
    {
        var now = (await PointOfContactReader.GetAsync(_connection, id, _log, cancellationToken).ConfigureAwait(false)).ScriptName;
        if (IsSame(now, former))
        {
            return;
        }

        if (!IsSame(now, _name))
        {
            throw new CxConflictException(CxErrors.EditConflict, ScriptWriteMessages.PointKept(id, now), [], id);
        }

        if (string.IsNullOrEmpty(former))
        {
            // The tenant requires a script on every write.
            throw new CxException(CxErrors.EditConflict, ScriptWriteMessages.PointWithoutFormer(id, _name), id);
        }

        await ConnectAsync(id, former, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PointOfContactUpdate> ConnectAsync(string id, string script, CancellationToken cancellationToken)
    {
        try
        {
            return await PointOfContactEditor.ConnectAsync(_connection, Change(id, script), _log, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _restoreNotice();
        }
    }

    private static bool IsSame(string? script, string? other)
        => string.Equals(script ?? string.Empty, other ?? string.Empty, StringComparison.OrdinalIgnoreCase);

    private PointOfContactChange Change(string id, string script) => new() { Id = id, ScriptName = script, IvrReporting = _ivrReporting };
}
