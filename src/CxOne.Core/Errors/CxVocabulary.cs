namespace CxOne.Errors;

/// <summary>
/// Provides the words of hints and error definitions. This base class names no commands. A program whose users run commands sets
/// <see cref="Current"/> to a vocabulary that does.
/// </summary>
public class CxVocabulary
{
    /// <summary>Gets or sets the vocabulary of the process. Set it once, before the first operation.</summary>
    public static CxVocabulary Current { get; set; } = new();

    /// <summary>Returns what an error means.</summary>
    /// <param name="definition">The error.</param>
    /// <returns>One sentence.</returns>
    public virtual string Meaning(CxErrorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Meaning;
    }

    /// <summary>Returns what to do about an error.</summary>
    /// <param name="definition">The error.</param>
    /// <returns>An instruction.</returns>
    public virtual string RecommendedAction(CxErrorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.RecommendedAction;
    }

    /// <summary>Returns the words of a hint.</summary>
    /// <param name="hint">The hint.</param>
    /// <returns>A sentence or a part of one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The id of the hint is not defined.</exception>
    public virtual string Words(CxHint hint)
    {
        ArgumentNullException.ThrowIfNull(hint);
        var subject = hint.Subject;
        return hint.Id switch
        {
            CxHintId.Option => subject,
            CxHintId.ApiCounterpart => "If the other family of calls has a counterpart of the operation, use it.",
            CxHintId.PassConfigurationAsRead => "To merge both changes, pass the configuration as it was read.",
            CxHintId.ShowDialerConfig => $"Read configuration {subject} to see whether the change was made.",
            CxHintId.ShowCampaign => $"Read campaign {subject} to see whether the change was made.",
            CxHintId.ShowRevertedCampaign => $"Read campaign {subject} to see whether they are in place.",
            CxHintId.RestoreWeights => $"Restore audit record {subject} to get the former ones back.",
            CxHintId.FindWeightRecord
                => "Check the audit records of changed weights; each machine has its own audit log.",
            CxHintId.FindDateRecord => "Check the audit records of date updates; each machine has its own audit log.",
            CxHintId.ShowDataAction => $"Read data action {subject} to see whether the change was made.",
            CxHintId.DialerSimulation => "a dialer simulation",
            CxHintId.SimulateSeveralRatios => "a simulation of several ratios, or of a search with its curve",
            CxHintId.ShowRegistration => "List the webhooks to see whether it was registered. Registering it again is safe.",
            CxHintId.ShowWebhook => "List the webhooks to check.",
            CxHintId.ShowRemoval => "List the webhooks to see whether it still exists.",
            CxHintId.FindRegistration => "List the webhooks to see whether it was registered; registering it again is safe.",
            CxHintId.FindWebhook => $"List the webhooks to see whether {subject} still exists; removing it again is safe.",
            CxHintId.FindWebhookLater
                => $"List the webhooks when the tenant can be reached, to see whether {subject} still exists; removing it again is safe.",
            CxHintId.RemoveWebhook => $"Remove webhook {subject}.",
            CxHintId.VerifyAuditLog => "Verify the log.",
            CxHintId.CompareAuditLog => "Verify the log and compare it with a backup. To use its values anyway, force the operation.",
            CxHintId.ResumeWaiting => $"To resume waiting, wait for job {subject} again.",
            CxHintId.JobGoesOn => $"Job {subject} is still running at the tenant. To resume waiting, wait for it again.",
            CxHintId.WaitLater => $"Wait for job {subject} again when the tenant can be reached.",
            CxHintId.CorrectEnvironment => "Correct the name of the target environment.",
            CxHintId.DeployLater => "Deploy again when the tenant is less busy, or allow more resubmissions with a longer delay.",
            CxHintId.ListJobs => "List the tenant's jobs, newest first, to see whether it was submitted.",
            CxHintId.FindJob => "List the tenant's jobs, newest first. Publish again only if none of them is yours.",
            CxHintId.FindNewerJob
                => $"List the tenant's jobs. If no job newer than {subject} deploys the same definitions, roll {subject} back.",
            CxHintId.RollBack => $"Roll job {subject} back to restore the previous version.",
            CxHintId.ShowJobThenRollBack => $"Check the state of job {subject}, and roll it back if its state is still FAILED.",
            CxHintId.ShowRollBack => $"Check the state of job {subject}.",
            CxHintId.FindRollBack => $"Check whether job {subject} is being rolled back before you request the rollback again.",
            CxHintId.FindRollBackLater
                => $"When the tenant can be reached, check whether job {subject} is being rolled back.",
            CxHintId.ExportMetricsLater => $"Export the metrics of job {subject} later.",
            CxHintId.RepeatExport => "An export changes nothing; export the metrics again.",
            CxHintId.RepeatDateUpdate => "Update the same rows again: values that were already written are not written twice.",
            CxHintId.ShowScript => $"List the versions of script {subject} to see which one the tenant has.",
            CxHintId.UnlockScript => $"Release the lock of script {subject}.",
            CxHintId.MergeScript
                => $"Compare the file with script {subject} of the tenant, export it again and repeat the edit, or force the save.",
            _ => throw new ArgumentOutOfRangeException(nameof(hint), hint.Id, null),
        };
    }
}
