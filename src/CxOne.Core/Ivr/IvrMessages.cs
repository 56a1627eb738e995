using System.Globalization;
using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Every text of this area that a user can meet. A snapshot test holds all of them.</summary>
internal static class IvrMessages
{
    public const string DefinitionIdMissing = "IvrDefinitionId must name at least one definition and must not contain an empty id.";
    public const string EnvironmentMissing = "The target environment must not be empty.";
    public const string ReasonMissing = "Reason must not be empty.";
    public const string NoStepSimulated = "The tenant simulated no step of the input.";

    public const string SimulationActivity = "Simulating";
    public const string SimulationDone = "done";
    public const string WaitingForPoll = "next poll of the job";
    public const string WaitingForResubmission = "pause before the job is submitted again";
    public const string JobNotReachable = "not reachable";

    // These follow the words "the answer could not be understood:".
    public const string JobWithoutId = "the job has no id.";
    public const string ExportJobWithoutId = "the export job has no id.";

    public static string AnswerForOtherJob(string jobId) => $"it is not about job {jobId}.";

    // Requests that break a rule

    public static string DefinitionRepeated(string definitionId, int count)
        => $"IVR definition '{definitionId}' is listed {count} times; list each definition once.";

    public static string RedeployDelayNegative(double seconds)
        => Text($"RedeployDelaySec must not be negative (was {seconds}).");

    public static string TestCaseForOtherDefinition(string? name, string definitionId)
        => $"{(name is null ? "A test case" : $"Test case '{name}'")} is for definition '{definitionId}', which is not being deployed.";

    public static string TimeoutNotPositive(double seconds) => Text($"TimeoutSec must be greater than 0 (was {seconds}).");

    public static string PollingIntervalNotPositive(double seconds)
        => Text($"PollingIntervalSec must be greater than 0 (was {seconds}).");

    public static string TestInputEmpty(string? name)
        => $"{TestCase(name)} is empty. List the digits and words that the caller enters; for silence write 'timeout'.";

    public static string TestInputHasEmptyEntry(string? name)
        => $"{TestCase(name)} has an empty entry. For silence write 'timeout'.";

    public static string TestCaseColumn(int number, string violation) => $"Test case {number}: {violation}";

    public static string TestCaseInputMissing(int number)
        => $"Test case {number}: Input is missing. List the digits and words that the caller enters; for silence write 'timeout'.";

    public static string EnvironmentUnknown(string environment, string meant)
        => $"The tenant has no deployment to an environment '{environment}'. Did you mean '{meant}'?";

    // Simulation

    public static string NothingToSimulate(string definitionId)
        => $"There is nothing to simulate for '{definitionId}': no test case applies to it, and its definition offers callers no choice.";

    public static string CallsPlanned(string definitionId, int count)
        => $"{definitionId}: no test input was given; simulating each menu choice in {Count(count, "call")}.";

    public static string CallSimulated(string definitionId, IReadOnlyList<string> input, int number, int total)
        => $"{definitionId}: {string.Join(' ', input)} ({number} of {total})";

    public static string PlannedCaseName(IReadOnlyList<string> input) => $"every choice: {string.Join(' ', input)}";

    public static string PromptsNotRendered(string definitionId, int count) => count == 1
        ? $"{definitionId}: 1 prompt could not be rendered by its voice; callers would hear silence."
        : $"{definitionId}: {count} prompts could not be rendered by their voices; callers would hear silence.";

    public static string NodeTimedOut(string nodeId) => $"Node '{nodeId}' timed out.";

    public static string NoTransition(string nodeId, string? input, string status)
        => $"Node '{nodeId}' has no transition for {(input is null ? "the input" : $"input '{input}'")} ({status}).";

    public static string PathDiffers(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
        => $"The call should have taken the path {Path(expected)} but took {Path(actual)}.";

    public static string EndDiffers(string expected, string? actual)
        => $"The call should have ended at '{expected}' but ended {(actual is null ? "before its first node" : $"at '{actual}'")}.";

    public static string SimulationsFailed(int failed, int total) => total == 1
        ? "The simulation failed; nothing was deployed."
        : $"{failed} of {total} simulations failed; nothing was deployed.";

    public static string SimulationFailed(string definitionId, string? name, IReadOnlyList<string> input, IReadOnlyList<string> failures)
        => $"{definitionId}{(name is null ? null : $", {name}")} [{string.Join(' ', input)}]: {string.Join(" ", failures)}";

    // Submission

    public static string SubmissionInterrupted(string definitions, string? failedJobId)
        => $"The deployment of {definitions} was being submitted; the tenant may have accepted it. {CxHint.ListJobs}"
            + (failedJobId is null ? null : $" {NotRolledBack(failedJobId)}");

    public static string DeploymentRejected(string definitions, string environment, string cause)
        => $"The tenant rejected the deployment of {definitions} to {environment}; nothing was deployed. {cause}";

    public static string NotRolledBack(string jobId)
        => $"Job {jobId} failed earlier and was not rolled back. {CxHint.RollBack(jobId)}";

    public static string Resubmitting(string jobId, string reason, double delaySec, int number, int maximum)
        => Text($"Job {jobId} failed with {reason}; submitting it again in {delaySec:0.###} s (resubmission {number} of {maximum}).");

    public static string ResubmittingStatus(string reason, double delaySec) => Text($"{reason}: submitting again in {delaySec:0.###} s");

    public static string ResubmissionInterrupted(string jobId, string reason)
        => $"Job {jobId} failed with {reason} and was not submitted again. {CxHint.RollBack(jobId)}";

    public static string ResubmissionUnclear(string cause, string finding, string failedJobId)
        => $"{cause} {finding} {NotRolledBack(failedJobId)}";

    public static string ResubmissionNotAccepted(string method, string uri, int? status, string failedJobId)
        => $"{method} {uri} was sent again and {(status is null ? "its answer was lost" : $"was answered with {status}")}. "
            + $"The tenant's list contains no job newer than {failedJobId}, so the new submission was not accepted.";

    public static string NewerJobListed(string jobId, string status)
        => $"The tenant's list contains a newer job for the same definitions: {jobId} ({status}).";

    public static string JobListUnreadable(string cause) => $"The tenant's list of jobs could not be read: {cause}";

    public static string FailedJobNotListed(string jobId) => $"The tenant's list does not contain the failed job {jobId}.";

    // Waiting

    public static string JobActivity(string jobId) => $"Deployment {jobId}";

    public static string JobProgress(string status, double elapsedSec, double? estimateSec)
        => Text($"{status}, {elapsedSec:0} s") + (estimateSec is { } estimate ? Text($" of about {Math.Ceiling(estimate):0} s") : null);

    public static string JobStateUnread(string jobId, string errorId)
        => $"The state of job {jobId} could not be read ({errorId}); still waiting.";

    public static string JobTimeout(string jobId, string? status, double timeoutSec)
        => (status is null ? $"The state of job {jobId} is still unknown" : $"Job {jobId} is still {status}")
            + Text($" after {timeoutSec:0.###} s. ") + CxHint.ResumeWaiting(jobId);

    public static string DeploymentAccepted(string definitions, string environment, string jobId)
        => $"The tenant accepted the deployment of {definitions} to {environment} as job {jobId}";

    public static string RollbackAccepted(string jobId) => $"The tenant accepted the rollback of job {jobId}";

    public static string StateUnreadable(string accepted, string cause)
        => $"{accepted}, but its state can no longer be read; the tenant continues the job. {cause}";

    // Outcome

    public static string DeploymentFailed(
        string definitions, string? environment, string jobId, string? reason, string? resubmissionFailure)
        => $"The deployment of {definitions}{(environment is null ? null : $" to {environment}")} (job {jobId}) failed"
            + Because(reason) + NotResubmitted(resubmissionFailure);

    public static string DeploymentRolledBack(
        string definitions, string environment, string jobId, string? reason, string? resubmissionFailure)
        => $"The deployment of {definitions} to {environment} (job {jobId}) failed and was rolled back{Because(reason)}"
            + NotResubmitted(resubmissionFailure);

    public static string RollbackNotConfirmed(
        string definitions, string environment, string jobId, string? reason, string? resubmissionFailure, string cause)
        => DeploymentFailed(definitions, environment, jobId, reason, resubmissionFailure) + $" The rollback is not confirmed. {cause}";

    public static string JobNotRecorded(string jobId, string status, string cause)
        => $"Job {jobId} was submitted and is {status}, but the local audit log does not contain it: {cause}";

    public static string OutcomeNotRecorded(string jobId, string status, string cause)
        => $"Job {jobId} is {status}, and the local audit log could not be written: {cause}";

    public static string NothingDeployedNotRecorded(string cause)
        => $"Nothing was deployed, and the local audit log could not be written: {cause}";

    public static string TenantAuditFailed(string jobId, bool isUnknown, string cause, string? auditId)
        => $"The tenant's audit log {(isUnknown ? "may not have accepted" : "did not accept")} the record of job {jobId}: {cause}"
            + (auditId is null ? null : $" The local audit log contains it as record {auditId}.");

    // Rollback

    public static string RollbackReason(string? failureReason)
        => "The deployment failed and was rolled back by the deployment workflow"
            + (failureReason is null ? null : $": {failureReason}");

    public static string RollbackNotRequested(string jobId)
        => $"The deployment failed, and its rollback may not have been requested. {CxHint.ShowJobThenRollBack(jobId)}";

    public static string RolledBackByAnotherClient(string jobId) => $"Another client is already rolling back job {jobId}.";

    public static string RollbackInterrupted(string jobId)
        => $"The rollback of job {jobId} may be in progress. {CxHint.ShowRollBack(jobId)}";

    public static string RollbackDone(string jobId, bool isComplete)
        => $"The rollback of job {jobId} {(isComplete ? "is complete" : "was accepted")}.";

    public static string RollbackOf(string jobId) => $"The rollback of job {jobId}";

    public static string RollbackConflict(string jobId, string cause) => $"Job {jobId} cannot be rolled back now. {cause}";

    public static string RollbackFailed(string jobId, string? reason) => $"The rollback of job {jobId} failed{Because(reason)}";

    // Metrics

    public static string MetricsActivity(string jobId) => $"Metrics of deployment {jobId}";

    public static string MetricsNotExported(string jobId, string cause)
        => $"The metrics of job {jobId} could not be exported: {cause} {CxHint.ExportMetricsLater(jobId)}";

    public static string NotRollable(string jobId, string status)
        => $"Job {jobId} cannot be rolled back now: its status is {status}.";

    public static string JobWithoutEnvironment(string jobId)
        => $"Job {jobId} names no target environment; pass {CxHint.Option("Environment")}.";

    public static string ExportFailed(string exportJobId, string jobId) => $"Export job {exportJobId} for deployment {jobId} failed.";

    public static string ExportTimeout(string exportJobId, string jobId, string status, double timeoutSec)
        => Text($"Export job {exportJobId} for deployment {jobId} is still {status} after {timeoutSec:0.###} s.");

    public static string ExportEmpty(string exportJobId, string jobId)
        => $"Export job {exportJobId} returned no metrics of deployment {jobId}.";

    private static string TestCase(string? name) => name is null ? "The test input" : $"Test case '{name}'";

    private static string Path(IReadOnlyList<string> nodes) => nodes.Count == 0 ? "no node" : string.Join(" > ", nodes);

    private static string Because(string? reason)
        => string.IsNullOrWhiteSpace(reason) ? "; the tenant gave no reason." : $": {reason.TrimEnd('.')}.";

    private static string? NotResubmitted(string? cause) => cause is null ? null : $" It was not submitted again: {cause}";

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
