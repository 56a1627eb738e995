using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Published;

/// <summary>Connects points of contact to a script, and back to their former scripts. Each write has an audit record of its own.</summary>
internal sealed class ScriptCutOver
{
    private readonly CxConnection _connection;
    private readonly string _name;
    private readonly bool? _ivrReporting;
    private readonly ICxLog _log;
    private readonly List<(string Id, string Former)> _sent = [];
    private readonly List<PointOfContactUpdate> _updates = [];

    public ScriptCutOver(CxConnection connection, string name, bool? ivrReporting, ICxLog log)
    {
        _connection = connection;
        _name = name;
        _ivrReporting = ivrReporting;
        _log = log;
    }

    /// <summary>The points of contact that were connected.</summary>
    public IReadOnlyList<PointOfContactUpdate> Updates => _updates;

    /// <summary>The ids of the points of contact that a revert has to set back, the last one first.</summary>
    public IEnumerable<string> Sent => _sent.Select(point => point.Id).Reverse();

    /// <summary>Connects one after another. The first failure ends it.</summary>
    /// <param name="ids">The ids of the points of contact.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">As for <see cref="PointOfContactEditor.SetAsync"/>.</exception>
    public async Task RunAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            var point = await PointOfContactReader.GetAsync(_connection, id, _log, cancellationToken).ConfigureAwait(false);
            if (point.ScriptName is { Length: > 0 } former && !former.Equals(_name, StringComparison.OrdinalIgnoreCase))
            {
                // Noted before the write: one whose outcome is unknown is set back as well.
                _sent.Add((id, former));
            }

            _updates.Add(
                await PointOfContactEditor.ConnectAsync(_connection, Change(id, _name), _log, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Connects the points of contact to their former scripts, the last one first.</summary>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The failures; none if all have their former scripts.</returns>
    public async Task<IReadOnlyList<CxException>> RevertAsync(CancellationToken cancellationToken)
    {
        List<CxException> failures = [];
        foreach (var (id, former) in Enumerable.Reverse(_sent))
        {
            try
            {
                await PointOfContactEditor.ConnectAsync(_connection, Change(id, former), _log, cancellationToken).ConfigureAwait(false);
                _updates.RemoveAll(update => $"{update.Id}" == id);
            }
            catch (CxException exception)
            {
                failures.Add(exception);
            }
        }

        return failures;
    }

    private PointOfContactChange Change(string id, string script) => new() { Id = id, ScriptName = script, IvrReporting = _ivrReporting };
}
