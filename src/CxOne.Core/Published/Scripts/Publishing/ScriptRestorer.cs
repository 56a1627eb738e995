using CxOne.Connection;
using CxOne.Errors;
using CxOne.Exclusive;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Graph;

namespace CxOne.Published;

/// <summary>
/// Restores earlier versions of scripts: the body of the version is read and saved under the name, which makes a new version.
/// </summary>
public static class ScriptRestorer
{
    internal const string Action = "Script.Restore";

    /// <summary>Determines what restoring a version would change. Sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="name">The name of the script, with its folder.</param>
    /// <param name="scriptId">The id of the version; <see langword="null"/> for the one before the current version.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant has no such script or version (<c>ObjectNotFound</c>), or a request failed.</exception>
    public static async Task<ScriptPublishPlan> PlanAsync(
        CxConnection connection, string name, int? scriptId, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(log);
        var id = scriptId ?? await PreviousAsync(connection, name, log, cancellationToken).ConfigureAwait(false);
        var version = await ScriptBodyReader.ReadVersionAsync(connection, id, name, log, cancellationToken).ConfigureAwait(false);
        var current = await new ScriptSaver(connection, name, log).FindAsync(cancellationToken).ConfigureAwait(false);
        var spelled = current?.Name is { Length: > 0 } own ? own : name;
        CxValidationException.ThrowIfAny(
            version.Name.Length == 0 || version.Name.Equals(spelled, StringComparison.OrdinalIgnoreCase)
                ? []
                : [ScriptWriteMessages.VersionOfOther(id, spelled, version.Name)],
            name);
        var hash = ScriptFingerprint.Of(ScriptContent.For(version.Script, spelled, current?.Script));
        var isUnchanged = current?.Hash == hash;
        var draft = new ScriptPublishResult
        {
            Name = spelled,
            Status = ScriptStatus.Unchanged,
            PreviousMasterId = current?.MasterId,
            MasterId = current?.MasterId,
            PreviousHash = current?.Hash,
            Hash = current?.Hash,
        };
        var write = new ScriptWrite
        {
            Name = spelled, Script = version.Script, Seen = current, RestoredVersion = id, MadeStatus = ScriptStatus.Restored,
        };
        return new ScriptPublishPlan(new ScriptGraph(version.Script, ActionCatalogue.BuiltIn), current, draft, write)
        {
            Name = spelled,
            IsUnchanged = isUnchanged,
            ActivePoints = isUnchanged || current is null
                ? []
                : await ScriptUse.ActiveAsync(connection, spelled, log, cancellationToken).ConfigureAwait(false),
            ActiveSkills = isUnchanged || current is null
                ? []
                : await ScriptUse.ActiveSkillsAsync(connection, spelled, log, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Carries out a plan, with the same lock, proof and roll-back as a publication.</summary>
    /// <inheritdoc cref="ScriptPublisher.PublishAsync"/>
    public static Task<CxOutcome<ScriptPublishResult>> RestoreAsync(
        CxConnection connection, ScriptPublishPlan plan, IExclusiveLocks? locks, ICxLog log, CancellationToken cancellationToken)
        => ScriptPublisher.RunAsync(connection, plan, Action, locks, log, cancellationToken);

    private static async Task<int> PreviousAsync(CxConnection connection, string name, ICxLog log, CancellationToken cancellationToken)
    {
        var versions = await TenantScriptReader.ReadHistoryAsync(connection, name, log, cancellationToken).ConfigureAwait(false);
        return versions.FirstOrDefault(version => !version.IsCurrent)?.ScriptId
            ?? throw new CxException(CxErrors.ObjectNotFound, ScriptWriteMessages.NothingToRestore(name), name);
    }
}
