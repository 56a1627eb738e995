using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>A deployment as the caller wants it.</summary>
public sealed record IvrDeploymentRequest
{
    /// <summary>The definitions; together they make one deployment.</summary>
    public required IReadOnlyList<string> IvrDefinitionId { get; init; }

    /// <summary>Where to.</summary>
    public required string TargetEnvironment { get; init; }

    /// <summary>What to simulate first; where it is empty, every choice of every menu is walked.</summary>
    public IReadOnlyList<IvrTestCase> TestCases { get; init; } = [];

    /// <summary>How long a node may wait for input in a simulation, 1 to 600 s.</summary>
    public int MaxTimeoutSec { get; init; } = IvrSimulator.DefaultMaxTimeoutSec;

    /// <summary>Submit without simulating.</summary>
    public bool SkipSimulation { get; init; }

    /// <summary>The tenant validates and deploys nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Roll a failed job back.</summary>
    public bool RollbackOnFailure { get; init; } = true;

    /// <summary>Deploy beside other deployments to the same environment.</summary>
    public bool Concurrent { get; init; }

    /// <summary>Checks that the tenant is to leave out.</summary>
    public IReadOnlyList<IvrValidationCheck> SkipValidation { get; init; } = [];

    /// <summary>Return when the tenant has taken the deployment on.</summary>
    public bool NoWait { get; init; }

    /// <summary>How long to wait for each job and how often to look.</summary>
    public IvrPolling Polling { get; init; } = new(TimeSpan.FromMinutes(30));

    /// <summary>Submissions after the first, on <c>PROVISIONING_TIMEOUT</c> only; 0 to 10.</summary>
    public int MaximumRedeployCount { get; init; } = 2;

    /// <summary>Wait before such a submission.</summary>
    public TimeSpan RedeployDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Checks everything that can be checked without the tenant.</summary>
    /// <param name="further">What the caller found wrong in values that it could not convert
    /// into a request; reported together with the rest.</param>
    /// <exception cref="CxValidationException">Something breaks a rule; all violations together.</exception>
    public void Validate(IReadOnlyList<string>? further = null)
    {
        List<string> violations = [.. Polling.Violations(), .. further ?? []];
        if (IvrDefinitionId.Count == 0 || IvrDefinitionId.Any(string.IsNullOrWhiteSpace))
        {
            violations.Add("An IVR definition id is missing.");
        }

        violations.AddRange(
            IvrDefinitionId
                .GroupBy(id => id, StringComparer.Ordinal)
                .Where(group => group.Count() > 1)
                .Select(group => $"IVR definition '{group.Key}' stands {group.Count()} times."));
        if (string.IsNullOrWhiteSpace(TargetEnvironment))
        {
            violations.Add("The target environment is missing.");
        }

        violations.Range(nameof(MaximumRedeployCount), MaximumRedeployCount, 0, 10);

        if (RedeployDelay < TimeSpan.Zero)
        {
            violations.Add($"RedeployDelaySec is {RedeployDelay.TotalSeconds}; it must not be negative.");
        }

        violations.AddRange(TestCases.SelectMany(testCase => IvrSimulator.Violations(testCase, MaxTimeoutSec)).Distinct());
        violations.AddRange(TestCases
            .Where(testCase =>
                testCase.IvrDefinitionId is not null && !IvrDefinitionId.Contains(testCase.IvrDefinitionId, StringComparer.Ordinal))
            .Select(testCase => $"Test case '{testCase.Name}' is for '{testCase.IvrDefinitionId}', which is not deployed here."));
        CxValidationException.ThrowIfAny(violations, IvrDefinitionId.Count == 0 ? null : string.Join(", ", IvrDefinitionId));
    }
}
