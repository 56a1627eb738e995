using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Simulates calls through IVR definitions. A simulation changes nothing at the tenant.</summary>
public static class IvrSimulator
{
    /// <summary>The default of how long a node may wait for input, in seconds.</summary>
    public const int DefaultMaxTimeoutSec = 30;

    /// <summary>Simulates one call.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="definitionId">The id of the definition.</param>
    /// <param name="testCase">The caller's input and the expected course of the call.</param>
    /// <param name="maxTimeoutSec">How long a node may wait for input, 1 to 600 seconds.</param>
    /// <param name="log">Receives one verbose line per request, and a warning about prompts that cannot be rendered.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxValidationException">An input breaks a rule.</exception>
    /// <exception cref="CxRequestException">The request failed.</exception>
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
            log.Warning(IvrMessages.PromptsNotRendered(definitionId, result.TtsRenderErrors));
        }

        return result;
    }

    internal static IEnumerable<string> Violations(IvrTestCase testCase, int maxTimeoutSec)
    {
        if (testCase.Input.Count == 0)
        {
            yield return IvrMessages.TestInputEmpty(testCase.Name);
        }

        if (testCase.Input.Any(string.IsNullOrWhiteSpace))
        {
            yield return IvrMessages.TestInputHasEmptyEntry(testCase.Name);
        }

        if (maxTimeoutSec is < 1 or > 600)
        {
            yield return Errors.Violations.OutOfRange("MaxTimeoutSec", $"{maxTimeoutSec}", 1, 600);
        }
    }
}
