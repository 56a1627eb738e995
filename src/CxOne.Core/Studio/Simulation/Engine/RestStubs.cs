using CxOne.Studio.Calls;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Finds the stub of a web request.</summary>
internal static class RestStubs
{
    public static RestStub? Find(ScriptCall call, ScriptNode node, string url, string verb)
        => call.Rest.FirstOrDefault(stub =>
            (stub.Action is null || ActionNames.IsMeant(node, stub.Action))
            && (stub.Url is null || Wildcard.IsMatch(url, stub.Url))
            && (stub.Verb is null || stub.Verb.Equals(verb, StringComparison.OrdinalIgnoreCase)));
}
