using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Runs test cases against IVR definitions. Changes nothing at the tenant.</summary>
public static class IvrSimulator
{
    /// <summary>How long a node may wait for input unless the caller says otherwise, in seconds.</summary>
    public const int DefaultMaxTimeoutSec = 30;

    /// <summary>Simulates one call.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="definitionId">The definition.</param>
    /// <param name="testCase">What to put in and what to expect.</param>
    /// <param name="maxTimeoutSec">How long a node may wait for input, 1 to 600 s.</param>
    /// <param name="log">Gets one verbose line a request, and a warning for prompts that cannot be rendered.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxValidationException">An input breaks a rule.</exception>
    /// <exception cref="CxRequestException">Any request error.</exception>
    public static async Task<IvrSimulationResult> SimulateAsync(
        CxConnection connection,
        string definitionId,
        IvrTestCase testCase,
        int maxTimeoutSec,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(testCase);
        ArgumentNullException.ThrowIfNull(log);
        CxValidationException.ThrowIfAny([.. Violations(testCase, maxTimeoutSec)], testCase.Name ?? definitionId);
        var answer = await new IvrApi(connection.Client, log).SimulateAsync(
            new IvrSimulationBody
            {
                IvrDefinitionId = definitionId,
                TestSequence = new IvrTestSequence { Inputs = testCase.Input, MaxTimeoutSeconds = maxTimeoutSec },
            },
            cancellationToken).ConfigureAwait(false);
        var result = IvrTestCaseEvaluator.Evaluate(definitionId, testCase, answer);
        if (result.TtsRenderErrors > 0)
        {
            log.Warning(
                $"{definitionId}: {result.TtsRenderErrors} prompts could not be rendered by their voice; callers would hear silence.");
        }

        return result;
    }

    internal static IEnumerable<string> Violations(IvrTestCase testCase, int maxTimeoutSec)
    {
        var name = testCase.Name is null ? "The test input" : $"Test case '{testCase.Name}'";
        if (testCase.Input.Count == 0)
        {
            yield return $"{name} is empty; it lists digits and words, 'timeout' stands for silence.";
        }

        if (testCase.Input.Any(string.IsNullOrWhiteSpace))
        {
            yield return $"{name} has an empty entry; 'timeout' stands for silence.";
        }

        if (maxTimeoutSec is < 1 or > 600)
        {
            yield return Errors.Violations.OutOfRange("MaxTimeoutSec", $"{maxTimeoutSec}", 1, 600);
        }
    }
}
