namespace CxOne.Ivr;

/// <summary>Compares a simulated call with its test case.</summary>
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
            failures.Add(IvrMessages.NoStepSimulated);
        }

        foreach (var step in answer.PathTraversal)
        {
            var isTimeout = step.Status == "TIMEOUT";
            if (step.Status != IvrPathStep.Match && !(isTimeout && IsAllowed(testCase, step.NodeId)))
            {
                failures.Add(
                    isTimeout
                        ? IvrMessages.NodeTimedOut(step.NodeId)
                        : IvrMessages.NoTransition(step.NodeId, step.Input, step.Status));
            }
        }

        // A time-out that a step has reported is not reported again.
        failures.AddRange(violations
            .Where(timeout => !answer.PathTraversal.Any(step => step.NodeId == timeout.NodeId && step.Status == "TIMEOUT"))
            .Select(timeout => IvrMessages.NodeTimedOut(timeout.NodeId)));
        if (testCase.ExpectPath is { } expected && !expected.SequenceEqual(path, StringComparer.Ordinal))
        {
            failures.Add(IvrMessages.PathDiffers(expected, path));
        }

        if (testCase.ExpectEnd is { } end && (path.Count == 0 || path[^1] != end))
        {
            failures.Add(IvrMessages.EndDiffers(end, path.Count == 0 ? null : path[^1]));
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

    /// <summary>The nodes in the order in which the call reached them. A step that stays at its node adds none.</summary>
    private static List<string> Path(IReadOnlyList<IvrPathStep> steps)
    {
        List<string> path = [];
        foreach (var step in steps)
        {
            Visit(step.NodeId);
            if (step.NextNodeId is { } next)
            {
                // A transition back to the same node is another visit.
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
}
