using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>The words of the module: cmdlets, parameters with their hyphen. Every text of a hint that names a cmdlet is here.</summary>
internal sealed class CmdletVocabulary : CxVocabulary
{
    /// <inheritdoc/>
    public override string Meaning(CxErrorDefinition definition)
        => ErrorTexts.Meanings.GetValueOrDefault(definition.Id) ?? base.Meaning(definition);

    /// <inheritdoc/>
    public override string RecommendedAction(CxErrorDefinition definition)
        => ErrorTexts.Actions.GetValueOrDefault(definition.Id) ?? base.RecommendedAction(definition);

    /// <inheritdoc/>
    public override string Words(CxHint hint)
    {
        var subject = hint.Subject;
        return hint.Id switch
        {
            CxHintId.Option => $"-{subject}",
            CxHintId.PassConfigurationAsRead => "Pipe what Get-CxDialerConfig returns itself, and the two are merged.",
            CxHintId.ShowDialerConfig => $"Get-CxDialerConfig {subject} shows whether the change was made.",
            CxHintId.ShowCampaign => $"Get-CxCampaign {subject} shows whether the change was made.",
            CxHintId.ShowRevertedCampaign => $"Get-CxCampaign {subject} shows whether they are.",
            CxHintId.RestoreWeights => $"Get-CxAuditRecord -AuditId {subject} | Restore-CxPredictiveWeight puts the former ones back.",
            CxHintId.FindWeightRecord
                => "Look for changed weights with Get-CxAuditRecord -Action PredictiveWeight.Set; records of other machines lie in their "
                    + "own logs.",
            CxHintId.FindDateRecord
                => "Find the record with Get-CxAuditRecord DataAction.*; records of other machines are in their own logs.",
            CxHintId.ShowDataAction => $"Get-CxDataAction -Id {subject} shows whether the change was made.",
            CxHintId.DialerSimulation => "Invoke-CxDialerSimulation",
            CxHintId.SimulateSeveralRatios => "Invoke-CxDialerSimulation -Ratio 1.0, 1.1, 1.2 or -FindRatio -WithCurve",
            CxHintId.ShowRegistration => "Get-CxWebhook shows whether it was. Running the same command again is safe.",
            CxHintId.ShowWebhook => "Get-CxWebhook shows it.",
            CxHintId.ShowRemoval => "Get-CxWebhook shows whether it is still there.",
            CxHintId.FindRegistration => "Run Get-CxWebhook to see whether it was registered; running the same command again is safe.",
            CxHintId.FindWebhook => $"Run Get-CxWebhook to see whether {subject} is still there; removing it again is safe.",
            CxHintId.FindWebhookLater
                => $"Run Get-CxWebhook when the tenant can be reached, to see whether {subject} is still there; removing it again is safe.",
            CxHintId.RemoveWebhook => $"Unregister-CxWebhook {subject} removes it.",
            CxHintId.VerifyAuditLog => "Run Test-CxAuditLog.",
            CxHintId.CompareAuditLog
                => "Run Test-CxAuditLog and compare the log with a backup. To use its values all the same, pass -Force.",
            CxHintId.ResumeWaiting => $"It goes on at the tenant: Wait-CxIvrDeployment -JobId {subject}",
            CxHintId.JobGoesOn
                => $"Job {subject} goes on at the tenant. Take the wait up again with: Wait-CxIvrDeployment -JobId {subject}",
            CxHintId.WaitLater => $"Run Wait-CxIvrDeployment -JobId {subject} when the tenant can be reached.",
            CxHintId.ListJobs => "Get-CxIvrDeployment lists the tenant's jobs, the newest first.",
            CxHintId.FindJob
                => "Run Get-CxIvrDeployment: it lists the tenant's jobs, the newest first. Publish again only if none of them is yours.",
            CxHintId.FindNewerJob
                => $"Run Get-CxIvrDeployment. If no newer job than {subject} deploys the same, run Undo-CxIvrDeployment -JobId {subject}.",
            CxHintId.RollBack => $"Undo-CxIvrDeployment -JobId {subject} brings the former version back.",
            CxHintId.ShowJobThenRollBack => $"Get-CxIvrDeployment -JobId {subject}, then Undo-CxIvrDeployment -JobId {subject}",
            CxHintId.ShowRollBack => $"Get-CxIvrDeployment -JobId {subject}",
            CxHintId.FindRollBack => $"Run Get-CxIvrDeployment -JobId {subject} to see whether the roll-back is under way.",
            CxHintId.FindRollBackLater
                => $"Run Get-CxIvrDeployment -JobId {subject} when the tenant can be reached, to see whether the roll-back is under way.",
            CxHintId.ExportMetricsLater => $"Run Export-CxDeploymentMetric -JobId {subject} later.",
            CxHintId.RepeatExport => "An export changes nothing; run Export-CxDeploymentMetric again.",
            CxHintId.RepeatDateUpdate
                => "Run Update-CxDataActionDate with the same rows again: what is written already is not written twice.",
            _ => base.Words(hint),
        };
    }
}
