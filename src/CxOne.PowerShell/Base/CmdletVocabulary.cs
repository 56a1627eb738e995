using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>The words of the module, with cmdlet names and parameters. All hints that name a cmdlet are here.</summary>
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
            CxHintId.ApiCounterpart => ApiCounterparts.Of(subject),
            CxHintId.PassConfigurationAsRead => "To merge both changes, pipe the object from Get-CxDialerConfig itself.",
            CxHintId.ShowDialerConfig => $"Run Get-CxDialerConfig {subject} to see whether the change was made.",
            CxHintId.ShowCampaign => $"Run Get-CxCampaign {subject} to see whether the change was made.",
            CxHintId.ShowRevertedCampaign => $"Run Get-CxCampaign {subject} to see whether they are in place.",
            CxHintId.RestoreWeights => $"To restore the former ones: Get-CxAuditRecord -AuditId {subject} | Restore-CxPredictiveWeight",
            CxHintId.FindWeightRecord
                => "Run Get-CxAuditRecord -Action PredictiveWeight.Set to find changes of weights; each machine has its own audit log.",
            CxHintId.FindDateRecord
                => "Run Get-CxAuditRecord -Action DataAction.* to find changes of dates; each machine has its own audit log.",
            CxHintId.ShowDataAction => $"Get-CxDataAction -Id {subject} shows whether the change was made.",
            CxHintId.DialerSimulation => "Invoke-CxDialerSimulation",
            CxHintId.SimulateSeveralRatios => "Invoke-CxDialerSimulation -Ratio 1.0, 1.1, 1.2 or -FindRatio -WithCurve",
            CxHintId.ShowRegistration => "Run Get-CxWebhook to see whether it was registered. Running the same command again is safe.",
            CxHintId.ShowWebhook => "Run Get-CxWebhook to check.",
            CxHintId.ShowRemoval => "Run Get-CxWebhook to see whether it still exists.",
            CxHintId.FindRegistration => "Run Get-CxWebhook to see whether it was registered; running the same command again is safe.",
            CxHintId.FindWebhook => $"Run Get-CxWebhook to see whether {subject} still exists; removing it again is safe.",
            CxHintId.FindWebhookLater
                => $"Run Get-CxWebhook when the tenant can be reached, to see whether {subject} still exists; removing it again is safe.",
            CxHintId.RemoveWebhook => $"Run Unregister-CxWebhook {subject} to remove it.",
            CxHintId.VerifyAuditLog => "Run Test-CxAuditLog.",
            CxHintId.CompareAuditLog
                => "Run Test-CxAuditLog and compare the log with a backup. To use its values anyway, pass -Force.",
            CxHintId.ResumeWaiting => $"To resume waiting: Wait-CxIvrDeployment -JobId {subject}",
            CxHintId.JobGoesOn
                => $"Job {subject} is still running at the tenant. To resume waiting: Wait-CxIvrDeployment -JobId {subject}",
            CxHintId.WaitLater => $"Run Wait-CxIvrDeployment -JobId {subject} when the tenant can be reached.",
            CxHintId.CorrectEnvironment => "Run Publish-CxIvrDeployment again with an -Environment that the message lists.",
            CxHintId.DeployLater
                => "Run Publish-CxIvrDeployment again later, or with a larger -MaximumRedeployCount or -RedeployDelaySec.",
            CxHintId.ListJobs => "Run Get-CxIvrDeployment to see whether it was submitted; it lists the newest jobs first.",
            CxHintId.FindJob
                => "Run Get-CxIvrDeployment, which lists the newest jobs first. Publish again only if none of them is yours.",
            CxHintId.FindNewerJob
                => $"Run Get-CxIvrDeployment. If no job newer than {subject} deploys the same definitions, run "
                    + $"Undo-CxIvrDeployment -JobId {subject}.",
            CxHintId.RollBack => $"Run Undo-CxIvrDeployment -JobId {subject} to restore the previous version.",
            CxHintId.ShowJobThenRollBack
                => $"Run Get-CxIvrDeployment -JobId {subject}, and Undo-CxIvrDeployment -JobId {subject} if its state is still FAILED.",
            CxHintId.ShowRollBack => $"Run Get-CxIvrDeployment -JobId {subject} to see its state.",
            CxHintId.FindRollBack
                => $"Run Get-CxIvrDeployment -JobId {subject} to see whether it is being rolled back before you run the command again.",
            CxHintId.FindRollBackLater
                => $"When the tenant can be reached, run Get-CxIvrDeployment -JobId {subject} to see whether it is being rolled back.",
            CxHintId.ExportMetricsLater => $"Run Export-CxDeploymentMetric -JobId {subject} later.",
            CxHintId.RepeatExport => "An export changes nothing; run Export-CxDeploymentMetric again.",
            CxHintId.RepeatDateUpdate
                => "Run Update-CxDataActionDate again with the same rows: values that were already written are not written twice.",
            CxHintId.ShowScript => $"Run Get-CxScriptHistory '{subject}' to see its versions.",
            CxHintId.UnlockScript => $"Run Unlock-CxScript '{subject}' to release it.",
            CxHintId.MergeScript
                => $"Compare with the tenant (Compare-CxScript -Name '{subject}' -DifferencePath …), export the script again and repeat "
                    + "the edit, or pass -Force to replace the other version.",
            _ => base.Words(hint),
        };
    }
}
