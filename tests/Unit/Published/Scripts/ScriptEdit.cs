using CxOne.Connection;
using CxOne.Exclusive;
using CxOne.Published;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;

namespace CxOne.Tests.Published.Scripts;

/// <summary>A script of the tenant with one caption changed, as a person would edit its file.</summary>
internal static class ScriptEdit
{
    public const string Name = @"DEV\Playground";
    public const string Caption = "Edited by a test";

    public static StudioScript Of(StudioScript script, string caption = Caption)
        => new(script.Header, script.Actions.Select((action, place) => place == script.Actions.Count - 1 ? With(action, caption) : action))
        {
            Unknown = script.Unknown,
        };

    public static async Task<ScriptPublishRequest> RequestAsync(
        CxConnection connection, string? name = null, string caption = Caption, string from = Name)
    {
        var body = await ScriptBodyReader.ReadAsync(connection, from, NullCxLog.Instance, CancellationToken.None);
        return new ScriptPublishRequest
        {
            Name = name ?? from,
            Graph = new ScriptGraph(Of(body.Script, caption)),
            Base = name is null ? new ScriptBase(body.Hash, "the test read it") : null,
        };
    }

    public static async Task<CxOne.Errors.CxOutcome<ScriptPublishResult>> PublishAsync(
        CxConnection connection, ScriptPublishRequest request, ICxLog log, IExclusiveLocks? locks = null, CancellationToken token = default)
        => await ScriptPublisher.PublishAsync(
            connection, await ScriptPublisher.PlanAsync(connection, request, log, token), locks, log, token);

    private static ScriptAction With(ScriptAction action, string caption) => new()
    {
        Id = action.Id,
        Name = action.Name,
        Caption = caption,
        LibraryId = action.LibraryId,
        Version = action.Version,
        ImplType = action.ImplType,
        DependencyOrder = action.DependencyOrder,
        Properties = action.Properties,
        Branches = action.Branches,
        Layout = action.Layout,
        Unknown = action.Unknown,
    };
}
