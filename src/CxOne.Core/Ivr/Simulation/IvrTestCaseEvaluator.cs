namespace CxOne.Ivr;

/// <summary>Holds a simulated call against its test case.</summary>
internal static class IvrTestCaseEvaluator
{
    private static readonly string[] AnyNode = ["*"];

    public static IvrSimulationResult Evaluate(string definitionId, IvrTestCase testCase, IvrSimulationAnswer answer)
    {
        var path = Path(answer.PathTraversal);
        var violations = answer.TimeoutEvents.Where(timeout => !IsAllowed(testCase, timeout.NodeId)).ToList();
        List<string> failures = [];
        if (answer.PathTraversal.Count == 0 && testCase.Input.Count > 0)
        {
            failures.Add("The tenant simulated no step of the input.");
        }

        foreach (var step in answer.PathTraversal)
        {
            var isTimeout = step.Status == "TIMEOUT";
            if (step.Status != IvrPathStep.Match && !(isTimeout && IsAllowed(testCase, step.NodeId)))
            {
                failures.Add(
                    isTimeout
                        ? $"Node '{step.NodeId}' timed out."
                        : $"Node '{step.NodeId}' has no way for '{step.Input}' ({step.Status}).");
            }
        }

        // A time-out that a step has reported already is not told twice.
        failures.AddRange(violations
            .Where(timeout => !answer.PathTraversal.Any(step => step.NodeId == timeout.NodeId && step.Status == "TIMEOUT"))
            .Select(timeout => $"Node '{timeout.NodeId}' timed out."));
        if (testCase.ExpectPath is { } expected && !expected.SequenceEqual(path, StringComparer.Ordinal))
        {
            failures.Add($"The call was to pass {Arrow(expected)} but passed {Arrow(path)}.");
        }

        if (testCase.ExpectEnd is { } end && (path.Count == 0 || path[^1] != end))
        {
            failures.Add($"The call was to end at '{end}' but ended {(path.Count == 0 ? "before its first node" : $"at '{path[^1]}'")}.");
        }

        return new IvrSimulationResult
        {
            IvrDefinitionId = definitionId,
            Name = testCase.Name,
            Input = testCase.Input,
            SimulationId = answer.SimulationId,
            IsValid = failures.Count == 0,
            TotalSteps = answer.PathTraversal.Count,
            SuccessfulTransitions = answer.PathTraversal.Count(step => step.Status == IvrPathStep.Match),
            TimeoutViolations = violations.Count,
            TtsRenderErrors = answer.PathTraversal.Count(step => step.TtsRenderError),
            VoiceUnits = answer.TtsResourceUsage?.UnitsConsumed ?? 0,
            PathTraversal = answer.PathTraversal,
            TimeoutEvents = answer.TimeoutEvents,
            Expectation = new IvrExpectation
            {
                Name = testCase.Name,
                ExpectPath = testCase.ExpectPath,
                ExpectEnd = testCase.ExpectEnd,
                AllowTimeout = testCase.AllowAnyTimeout ? AnyNode : testCase.AllowTimeout,
                ActualPath = path,
                Failures = failures,
            },
        };
    }

    /// <summary>Nodes in the order in which the call came to them; a step that stays adds none.</summary>
    private static List<string> Path(IReadOnlyList<IvrPathStep> steps)
    {
        List<string> path = [];
        foreach (var step in steps)
        {
            Visit(step.NodeId);
            if (step.NextNodeId is { } next)
            {
                // A way that leads back to its own node is a visit of its own.
                path.Add(next);
            }
        }

        return path;

        void Visit(string node)
        {
            if (path.Count == 0 || path[^1] != node)
            {
                path.Add(node);
            }
        }
    }

    private static bool IsAllowed(IvrTestCase testCase, string nodeId)
        => testCase.AllowAnyTimeout || testCase.AllowTimeout?.Contains(nodeId, StringComparer.Ordinal) == true;

    private static string Arrow(IReadOnlyList<string> nodes) => nodes.Count == 0 ? "nothing" : string.Join(" > ", nodes);
}
