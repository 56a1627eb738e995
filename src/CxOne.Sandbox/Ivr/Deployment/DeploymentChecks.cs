using System.Globalization;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Ivr;

/// <summary>Checks definitions before and during a deployment.</summary>
internal static class DeploymentChecks
{
    /// <summary>Finds edges without a target node. This check is mandatory.</summary>
    public static IEnumerable<ErrorEntry> DanglingEdges(SandboxIvrDefinition definition)
    {
        if (definition.FindNode(definition.EntryNodeId) is null)
        {
            yield return Entry(
                definition,
                definition.EntryNodeId,
                "DANGLING_EDGE",
                $"The definition starts at node '{definition.EntryNodeId}', which does not exist.");
        }

        foreach (var node in definition.Nodes)
        {
            foreach (var edge in node.Edges.Where(edge => definition.FindNode(edge.NextNodeId) is null))
            {
                yield return Entry(
                    definition,
                    node.NodeId,
                    "DANGLING_EDGE",
                    $"Node '{node.NodeId}': {Describe(edge)} leads to node '{edge.NextNodeId}', which does not exist.");
            }
        }
    }

    /// <summary>Finds keys with several edges at one node.</summary>
    public static IEnumerable<ErrorEntry> OverlappingKeys(SandboxIvrDefinition definition)
    {
        foreach (var node in definition.Nodes)
        {
            var keys = node.Edges
                .Where(edge => edge.InputType == EdgeType.Dtmf)
                .GroupBy(edge => edge.Input, StringComparer.Ordinal)
                .Where(group => group.Count() > 1);
            foreach (var key in keys)
            {
                var targets = string.Join(" and ", key.Select(edge => $"'{edge.NextNodeId}'"));
                yield return Entry(
                    definition,
                    node.NodeId,
                    "OVERLAPPING_DTMF",
                    $"Node '{node.NodeId}': key {key.Key} leads to {targets}.");
            }
        }
    }

    /// <summary>Finds menus without a time-out or without an edge for it.</summary>
    public static IEnumerable<ErrorEntry> TimeoutBehaviours(SandboxIvrDefinition definition)
    {
        foreach (var node in definition.Nodes.Where(node => node.Type == NodeType.Menu))
        {
            if (node.TimeoutSeconds is null or <= 0)
            {
                yield return Entry(
                    definition,
                    node.NodeId,
                    "MISSING_TIMEOUT",
                    $"Node '{node.NodeId}': a menu requires the number of seconds for which it waits for input.");
            }

            if (node.Edges.All(edge => edge.InputType != EdgeType.Timeout))
            {
                yield return Entry(
                    definition,
                    node.NodeId,
                    "MISSING_TIMEOUT_EDGE",
                    $"Node '{node.NodeId}': a menu requires a next node for callers who give no input.");
            }
        }
    }

    /// <summary>Finds the prompts that exceed the quota, and reports the total.</summary>
    public static IEnumerable<ErrorEntry> VoiceUnits(IReadOnlyList<SandboxIvrDefinition> definitions, int quota)
    {
        var total = definitions.Sum(definition => definition.VoiceUnits());
        if (total <= quota)
        {
            yield break;
        }

        var used = 0;
        foreach (var definition in definitions)
        {
            foreach (var node in definition.Nodes)
            {
                var units = node.Prompt?.Units ?? 0;
                var left = Math.Max(0, quota - used);
                used += units;
                if (units > 0 && used > quota)
                {
                    yield return Entry(
                        definition,
                        node.NodeId,
                        "TTS_QUOTA_EXCEEDED",
                        Text($"Node '{node.NodeId}': the prompt needs {units} voice units, but only {left} are left."));
                }
            }
        }

        yield return new ErrorEntry(
            "TTS_QUOTA_EXCEEDED",
            Text($"The deployment needs {total} voice units, but the tenant has only {quota}."))
        { Field = "ivrDefinitionIds" };
    }

    /// <summary>Finds voices and queues of a definition that are missing, deprecated or disabled.</summary>
    public static IEnumerable<string> Dependencies(SandboxIvrDefinition definition, SandboxState state)
    {
        foreach (var node in definition.Nodes)
        {
            if (node.Prompt is { } prompt)
            {
                var voice = state.Voices.Find(candidate => string.Equals(candidate.Name, prompt.Voice, StringComparison.Ordinal));
                if (voice is null or { IsDeprecated: true })
                {
                    yield return $"node '{node.NodeId}' of '{definition.Id}' uses voice '{prompt.Voice}', which "
                        + (voice is null ? "the tenant does not have" : "is deprecated");
                }
            }

            if (node.QueueId is { } queueId)
            {
                var queue = state.Queues.Find(candidate => string.Equals(candidate.Id, queueId, StringComparison.Ordinal));
                if (queue is null or { IsDisabled: true })
                {
                    yield return $"node '{node.NodeId}' of '{definition.Id}' uses queue '{queueId}', which "
                        + (queue is null ? "does not exist" : "is disabled");
                }
            }
        }
    }

    private static string Describe(SandboxIvrEdge edge) => edge.InputType switch
    {
        EdgeType.Dtmf => $"key {edge.Input}",
        EdgeType.Voice => $"the word '{edge.Input}'",
        EdgeType.Timeout => "the time-out",
        _ => "the next step",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static ErrorEntry Entry(SandboxIvrDefinition definition, string nodeId, string code, string message) =>
        new(code, message) { NodeId = nodeId, IvrDefinitionId = definition.Id };
}
