namespace CxOne.Sandbox.Ivr;

/// <summary>Simulates a call: applies the inputs of a caller to a definition.</summary>
internal sealed class SandboxIvrSimulator
{
    /// <summary>The input that represents silence.</summary>
    public const string Silence = "timeout";

    // About a thousand characters per minute, the speed of a recorded announcement.
    private const decimal SecondsPerCharacter = 0.06m;

    private readonly SandboxIvrDefinition _definition;
    private readonly HashSet<string> _tenantVoices;
    private readonly decimal _longestWait;
    private readonly List<string> _voices = [];
    private readonly List<TimeoutEvent> _timeouts = [];
    private decimal _elapsed;
    private int _units;
    private bool _hasRenderError;

    private SandboxIvrSimulator(SandboxIvrDefinition definition, IEnumerable<Voice> voices, decimal longestWait)
    {
        _definition = definition;
        _tenantVoices = voices.Select(voice => voice.Name).ToHashSet(StringComparer.Ordinal);
        _longestWait = longestWait;
    }

    /// <summary>
    /// Runs a call. Each input is one step at the current node. Prompts play to their end and take time by their length; keys and words
    /// take no time; silence takes the time-out of the node, at most <paramref name="maxTimeoutSeconds"/>. Edges without input are followed
    /// at once, so that the next node of a step is the one that waits for the next input.
    /// </summary>
    public static IvrSimulation Run(
        SandboxIvrDefinition definition,
        IEnumerable<Voice> voices,
        IReadOnlyList<string> inputs,
        decimal maxTimeoutSeconds) =>
        new SandboxIvrSimulator(definition, voices, maxTimeoutSeconds).Run(inputs);

    private IvrSimulation Run(IReadOnlyList<string> inputs)
    {
        var steps = new List<SimulationStep>();
        var node = _definition.FindNode(_definition.EntryNodeId);
        node = node is null ? null : Enter(node);
        foreach (var input in inputs)
        {
            if (node is null)
            {
                steps.Add(new SimulationStep(_definition.EntryNodeId, input, "NO_MATCH", null, false));
                continue;
            }

            var step = Take(node, input, out var next);
            steps.Add(step);
            node = next;
        }

        return new IvrSimulation(steps, _timeouts, _voices, _units);
    }

    private SimulationStep Take(SandboxIvrNode node, string input, out SandboxIvrNode next)
    {
        var isSilence = string.Equals(input, Silence, StringComparison.OrdinalIgnoreCase);
        var hasRenderError = _hasRenderError;
        _hasRenderError = false;
        if (isSilence && !IsEnd(node))
        {
            var wait = Math.Min(node.TimeoutSeconds ?? _longestWait, _longestWait);
            _elapsed += wait;
            _timeouts.Add(new TimeoutEvent(node.NodeId, _elapsed, wait));
        }

        var target = FindTarget(node, input, isSilence);
        if (target is null)
        {
            next = node;
            // The render error of the prompt remains for further inputs at the node.
            _hasRenderError = hasRenderError;
            return new SimulationStep(node.NodeId, input, isSilence && !IsEnd(node) ? "TIMEOUT" : "NO_MATCH", null, hasRenderError);
        }

        next = Enter(target);
        if (IsEnd(next))
        {
            // No further step could report the render error of the last node.
            hasRenderError |= _hasRenderError;
        }

        return new SimulationStep(node.NodeId, input, isSilence ? "TIMEOUT" : "MATCH", next.NodeId, hasRenderError);
    }

    private SandboxIvrNode? FindTarget(SandboxIvrNode node, string input, bool isSilence)
    {
        foreach (var edge in node.Edges)
        {
            var isTaken = isSilence
                ? edge.InputType == EdgeType.Timeout
                : edge.InputType is EdgeType.Dtmf or EdgeType.Voice
                    && string.Equals(edge.Input, input, StringComparison.OrdinalIgnoreCase);
            if (isTaken)
            {
                return _definition.FindNode(edge.NextNodeId);
            }
        }

        return null;
    }

    private SandboxIvrNode Enter(SandboxIvrNode node)
    {
        // A cycle of edges without input would never end.
        var visited = new HashSet<string>(StringComparer.Ordinal);
        Play(node);
        while (visited.Add(node.NodeId)
            && node.Edges.FirstOrDefault(edge => edge.InputType == EdgeType.Next) is { } edge
            && _definition.FindNode(edge.NextNodeId) is { } following
            && !visited.Contains(following.NodeId))
        {
            node = following;
            Play(node);
        }

        return node;
    }

    private void Play(SandboxIvrNode node)
    {
        if (node.Prompt is not { } prompt)
        {
            return;
        }

        _elapsed += prompt.Text.Length * SecondsPerCharacter;
        _units += prompt.Units;
        if (!_voices.Contains(prompt.Voice, StringComparer.Ordinal))
        {
            _voices.Add(prompt.Voice);
        }

        _hasRenderError |= !_tenantVoices.Contains(prompt.Voice);
    }

    private static bool IsEnd(SandboxIvrNode node) => node.Edges.Count == 0;
}
