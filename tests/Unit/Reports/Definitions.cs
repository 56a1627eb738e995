using CxOne.Ivr;

namespace CxOne.Tests.Reports;

/// <summary>Definitions and calls to draw.</summary>
internal static class Definitions
{
    public static IvrDefinition Definition(string? entry, params IvrNode[] nodes)
        => new() { Id = "def", Name = "Name", EntryNodeId = entry, Nodes = nodes };

    public static IvrNode Node(string id, params IvrEdge[] edges) => new() { NodeId = id, Type = "MENU", Edges = edges };

    public static IvrEdge Digit(string input, string? next) => new() { Input = input, InputType = "DTMF", NextNodeId = next };

    public static IvrEdge Silence(string next) => new() { InputType = "TIMEOUT", NextNodeId = next };

    public static IvrEdge Next(string next) => new() { InputType = "NEXT", NextNodeId = next };

    public static IvrPathStep Step(string node, string input, string status, string? next, bool noVoice = false)
        => new() { NodeId = node, Input = input, Status = status, NextNodeId = next, TtsRenderError = noVoice };

    public static IvrSimulationResult Call(IReadOnlyList<IvrPathStep> steps, params IvrTimeoutEvent[] timeouts) => new()
    {
        IvrDefinitionId = "def",
        Input = [.. steps.Select(step => step.Input ?? string.Empty)],
        SimulationId = "sim",
        IsValid = timeouts.Length == 0,
        TotalSteps = steps.Count,
        SuccessfulTransitions = steps.Count(step => step.Status == IvrPathStep.Match),
        TimeoutViolations = timeouts.Length,
        TtsRenderErrors = steps.Count(step => step.TtsRenderError),
        VoiceUnits = 1,
        PathTraversal = steps,
        TimeoutEvents = timeouts,
        Expectation = new IvrExpectation { ActualPath = [.. steps.Select(step => step.NodeId)], Failures = [] },
    };
}
