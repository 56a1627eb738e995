namespace CxOne.Errors;

/// <summary>
/// Advice in a message: an action and the object that it is about. Core does not know how its caller names operations and options; the
/// words come from <see cref="CxVocabulary.Current"/>.
/// </summary>
/// <param name="Id">The advised action.</param>
/// <param name="Subject">The id of the object, or the name of the option; empty for a hint without a subject.</param>
public sealed record CxHint(CxHintId Id, string Subject = "")
{
    internal static CxHint PassConfigurationAsRead => new(CxHintId.PassConfigurationAsRead);

    internal static CxHint FindWeightRecord => new(CxHintId.FindWeightRecord);

    internal static CxHint FindDateRecord => new(CxHintId.FindDateRecord);

    internal static CxHint DialerSimulation => new(CxHintId.DialerSimulation);

    internal static CxHint SimulateSeveralRatios => new(CxHintId.SimulateSeveralRatios);

    internal static CxHint ShowRegistration => new(CxHintId.ShowRegistration);

    internal static CxHint ShowWebhook => new(CxHintId.ShowWebhook);

    internal static CxHint ShowRemoval => new(CxHintId.ShowRemoval);

    internal static CxHint FindRegistration => new(CxHintId.FindRegistration);

    internal static CxHint VerifyAuditLog => new(CxHintId.VerifyAuditLog);

    internal static CxHint CompareAuditLog => new(CxHintId.CompareAuditLog);

    internal static CxHint CorrectEnvironment => new(CxHintId.CorrectEnvironment);

    internal static CxHint DeployLater => new(CxHintId.DeployLater);

    internal static CxHint ListJobs => new(CxHintId.ListJobs);

    internal static CxHint FindJob => new(CxHintId.FindJob);

    internal static CxHint RepeatExport => new(CxHintId.RepeatExport);

    internal static CxHint RepeatDateUpdate => new(CxHintId.RepeatDateUpdate);

    internal static CxHint ApiCounterpart(string operation) => new(CxHintId.ApiCounterpart, operation);

    internal static CxHint Option(string name) => new(CxHintId.Option, name);

    internal static CxHint ShowDialerConfig(string id) => new(CxHintId.ShowDialerConfig, id);

    internal static CxHint ShowDataAction(string id) => new(CxHintId.ShowDataAction, id);

    internal static CxHint ShowCampaign(string id) => new(CxHintId.ShowCampaign, id);

    internal static CxHint ShowRevertedCampaign(string id) => new(CxHintId.ShowRevertedCampaign, id);

    internal static CxHint RestoreWeights(string auditId) => new(CxHintId.RestoreWeights, auditId);

    internal static CxHint FindWebhook(string id) => new(CxHintId.FindWebhook, id);

    internal static CxHint FindWebhookLater(string id) => new(CxHintId.FindWebhookLater, id);

    internal static CxHint RemoveWebhook(string id) => new(CxHintId.RemoveWebhook, id);

    internal static CxHint ResumeWaiting(string jobId) => new(CxHintId.ResumeWaiting, jobId);

    internal static CxHint JobGoesOn(string jobId) => new(CxHintId.JobGoesOn, jobId);

    internal static CxHint WaitLater(string jobId) => new(CxHintId.WaitLater, jobId);

    internal static CxHint FindNewerJob(string jobId) => new(CxHintId.FindNewerJob, jobId);

    internal static CxHint RollBack(string jobId) => new(CxHintId.RollBack, jobId);

    internal static CxHint ShowJobThenRollBack(string jobId) => new(CxHintId.ShowJobThenRollBack, jobId);

    internal static CxHint ShowRollBack(string jobId) => new(CxHintId.ShowRollBack, jobId);

    internal static CxHint FindRollBack(string jobId) => new(CxHintId.FindRollBack, jobId);

    internal static CxHint FindRollBackLater(string jobId) => new(CxHintId.FindRollBackLater, jobId);

    internal static CxHint ExportMetricsLater(string jobId) => new(CxHintId.ExportMetricsLater, jobId);

    internal static CxHint ShowScript(string name) => new(CxHintId.ShowScript, name);

    internal static CxHint UnlockScript(string name) => new(CxHintId.UnlockScript, name);

    internal static CxHint MergeScript(string name) => new(CxHintId.MergeScript, name);

    /// <summary>Returns the hint in the words of the current vocabulary.</summary>
    /// <returns>A sentence or a part of one.</returns>
    public override string ToString() => CxVocabulary.Current.Words(this);
}
