namespace CxOne.Errors;

/// <summary>
/// The words for hints and error definitions. This base class is neutral: it names no command. A program whose users run commands sets
/// <see cref="Current"/> to a vocabulary that names them.
/// </summary>
public class CxVocabulary
{
    /// <summary>Gets or sets the vocabulary of this process. Set it once, before the first operation.</summary>
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
            CxHintId.PassConfigurationAsRead => "Pass the configuration as it was read, and the two are merged.",
            CxHintId.ShowDialerConfig => $"Read configuration {subject} to see whether the change was made.",
            CxHintId.ShowCampaign => $"Read campaign {subject} to see whether the change was made.",
            CxHintId.ShowRevertedCampaign => $"Read campaign {subject} to see whether they are.",
            CxHintId.RestoreWeights => $"Restoring audit record {subject} puts the former ones back.",
            CxHintId.FindWeightRecord
                => "Look at the audit records of changed weights; records of other machines lie in their own logs.",
            CxHintId.FindDateRecord => "Find the audit record of the date update; records of other machines are in their own logs.",
            CxHintId.ShowDataAction => $"Read data action {subject} to see whether the change was made.",
            CxHintId.DialerSimulation => "a dialer simulation",
            CxHintId.SimulateSeveralRatios => "a simulation of several ratios, or of a search with its curve",
            CxHintId.ShowRegistration => "List the webhooks to see whether it was. Registering it again is safe.",
            CxHintId.ShowWebhook => "The list of webhooks shows it.",
            CxHintId.ShowRemoval => "List the webhooks to see whether it is still there.",
            CxHintId.FindRegistration => "List the webhooks to see whether it was registered; registering it again is safe.",
            CxHintId.FindWebhook => $"List the webhooks to see whether {subject} is still there; removing it again is safe.",
            CxHintId.FindWebhookLater
                => $"List the webhooks when the tenant can be reached, to see whether {subject} is still there; removing it again is safe.",
            CxHintId.RemoveWebhook => $"Remove webhook {subject}.",
            CxHintId.VerifyAuditLog => "Verify the log.",
            CxHintId.CompareAuditLog => "Verify the log and compare it with a backup. To use its values all the same, force the operation.",
            CxHintId.ResumeWaiting => $"It goes on at the tenant; wait for job {subject} again.",
            CxHintId.JobGoesOn => $"Job {subject} goes on at the tenant; wait for it again.",
            CxHintId.WaitLater => $"Wait for job {subject} again when the tenant can be reached.",
            CxHintId.ListJobs => "The tenant lists its jobs, the newest first.",
            CxHintId.FindJob => "List the tenant's jobs, the newest first. Publish again only if none of them is yours.",
            CxHintId.FindNewerJob => $"List the tenant's jobs. If no newer job than {subject} deploys the same, roll {subject} back.",
            CxHintId.RollBack => $"Rolling {subject} back brings the former version back.",
            CxHintId.ShowJobThenRollBack => $"look at job {subject}, then roll it back",
            CxHintId.ShowRollBack => $"look at job {subject}",
            CxHintId.FindRollBack => $"Look at job {subject} to see whether the roll-back is under way.",
            CxHintId.FindRollBackLater
                => $"Look at job {subject} when the tenant can be reached, to see whether the roll-back is under way.",
            CxHintId.ExportMetricsLater => $"Export the metrics of job {subject} later.",
            CxHintId.RepeatExport => "An export changes nothing; export the metrics again.",
            CxHintId.RepeatDateUpdate => "Update the same rows again: what is written already is not written twice.",
            _ => throw new ArgumentOutOfRangeException(nameof(hint), hint.Id, null),
        };
    }
}
