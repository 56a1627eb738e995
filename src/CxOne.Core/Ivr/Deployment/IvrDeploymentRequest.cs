using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>The definitions to deploy and how to deploy them.</summary>
public sealed record IvrDeploymentRequest
{
    /// <summary>Gets the ids of the definitions. All of them make one deployment.</summary>
    public required IReadOnlyList<string> IvrDefinitionId { get; init; }

    /// <summary>Gets the environment to deploy to.</summary>
    public required string TargetEnvironment { get; init; }

    /// <summary>Gets the calls to simulate first. Without any, every choice of every menu is simulated.</summary>
    public IReadOnlyList<IvrTestCase> TestCases { get; init; } = [];

    /// <summary>Gets how long a node may wait for input in a simulation, 1 to 600 seconds. The default is 30.</summary>
    public int MaxTimeoutSec { get; init; } = IvrSimulator.DefaultMaxTimeoutSec;

    /// <summary>Gets whether the deployment is submitted without a simulation.</summary>
    public bool SkipSimulation { get; init; }

    /// <summary>Gets whether the tenant only validates the deployment.</summary>
    public bool DryRun { get; init; }

    /// <summary>Gets whether a failed job is rolled back. The default is <see langword="true"/>.</summary>
    public bool RollbackOnFailure { get; init; } = true;

    /// <summary>Gets whether the deployment may run while others to the same environment are running.</summary>
    public bool Concurrent { get; init; }

    /// <summary>Gets the checks that the tenant omits.</summary>
    public IReadOnlyList<IvrValidationCheck> SkipValidation { get; init; } = [];

    /// <summary>Gets whether the operation returns as soon as the tenant has accepted the deployment.</summary>
    public bool NoWait { get; init; }

    /// <summary>Gets how long to wait for each job, and how often to poll it. The default is 30 minutes.</summary>
    public IvrPolling Polling { get; init; } = new(TimeSpan.FromMinutes(30));

    /// <summary>
    /// Gets the maximum number of submissions after the first, 0 to 10. Only a job that fails with <c>PROVISIONING_TIMEOUT</c> is submitted
    /// again. The default is 2.
    /// </summary>
    public int MaximumRedeployCount { get; init; } = 2;

    /// <summary>Gets the wait before each of these submissions. The default is 60 seconds.</summary>
    public TimeSpan RedeployDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Validates everything that needs no request to the tenant.</summary>
    /// <param name="further">Violations that the caller found in values which could not be converted into a request. They are reported
    /// together with the others.</param>
    /// <exception cref="CxValidationException">At least one rule is broken. The exception contains all violations.</exception>
    public void Validate(IReadOnlyList<string>? further = null)
    {
        List<string> violations = [.. Polling.Violations(), .. further ?? []];
        if (IvrDefinitionId.Count == 0 || IvrDefinitionId.Any(string.IsNullOrWhiteSpace))
        {
            violations.Add(IvrMessages.DefinitionIdMissing);
        }

        violations.AddRange(
            IvrDefinitionId
                .GroupBy(id => id, StringComparer.Ordinal)
                .Where(group => group.Count() > 1)
                .Select(group => IvrMessages.DefinitionRepeated(group.Key, group.Count())));
        if (string.IsNullOrWhiteSpace(TargetEnvironment))
        {
            violations.Add(IvrMessages.EnvironmentMissing);
        }

        violations.Range(nameof(MaximumRedeployCount), MaximumRedeployCount, 0, 10);

        if (RedeployDelay < TimeSpan.Zero)
        {
            violations.Add(IvrMessages.RedeployDelayNegative(RedeployDelay.TotalSeconds));
        }

        violations.AddRange(TestCases.SelectMany(testCase => IvrSimulator.Violations(testCase, MaxTimeoutSec)).Distinct());
        violations.AddRange(TestCases
            .Where(testCase =>
                testCase.IvrDefinitionId is not null && !IvrDefinitionId.Contains(testCase.IvrDefinitionId, StringComparer.Ordinal))
            .Select(testCase => IvrMessages.TestCaseForOtherDefinition(testCase.Name, testCase.IvrDefinitionId!)));
        CxValidationException.ThrowIfAny(violations, IvrDefinitionId.Count == 0 ? null : string.Join(", ", IvrDefinitionId));
    }
}
