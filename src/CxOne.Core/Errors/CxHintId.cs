namespace CxOne.Errors;

/// <summary>The actions of hints. <see cref="CxVocabulary"/> provides their words.</summary>
public enum CxHintId
{
    /// <summary>An option of the operation; the subject is its name.</summary>
    Option,

    /// <summary>
    /// The counterpart of an operation whose calls the tenant does not offer. The subject is the operation, as the caller names it.
    /// </summary>
    ApiCounterpart,

    /// <summary>How to have a change merged with those of others.</summary>
    PassConfigurationAsRead,

    /// <summary>Where to see whether the dialer configuration (the subject) was changed.</summary>
    ShowDialerConfig,

    /// <summary>Where to see whether the campaign (the subject) was changed.</summary>
    ShowCampaign,

    /// <summary>Where to see whether the former weights of the campaign (the subject) are in place.</summary>
    ShowRevertedCampaign,

    /// <summary>How to undo a change of weights; the subject is the id of its audit record.</summary>
    RestoreWeights,

    /// <summary>Where to find the records of changed weights.</summary>
    FindWeightRecord,

    /// <summary>Where to find records of date updates.</summary>
    FindDateRecord,

    /// <summary>Where to see whether the data action (the subject) was changed.</summary>
    ShowDataAction,

    /// <summary>The operation whose results a chart shows.</summary>
    DialerSimulation,

    /// <summary>The operations whose results form a curve.</summary>
    SimulateSeveralRatios,

    /// <summary>Where to see whether a webhook was registered.</summary>
    ShowRegistration,

    /// <summary>Where to see a registered webhook.</summary>
    ShowWebhook,

    /// <summary>Where to see whether a webhook was removed.</summary>
    ShowRemoval,

    /// <summary>What to do when the answer to a registration was lost.</summary>
    FindRegistration,

    /// <summary>What to do when the answer to the removal of a webhook (the subject) was lost.</summary>
    FindWebhook,

    /// <summary>The same, when the tenant cannot be reached.</summary>
    FindWebhookLater,

    /// <summary>How to remove a webhook (the subject).</summary>
    RemoveWebhook,

    /// <summary>How to find the invalid records of the audit log.</summary>
    VerifyAuditLog,

    /// <summary>What to do with an audit log that fails verification.</summary>
    CompareAuditLog,

    /// <summary>How to resume waiting for a job (the subject).</summary>
    ResumeWaiting,

    /// <summary>That a job (the subject) is still running, and how to resume waiting for it.</summary>
    JobGoesOn,

    /// <summary>What to do when the state of a job (the subject) cannot be read.</summary>
    WaitLater,

    /// <summary>Correct the name of the target environment.</summary>
    CorrectEnvironment,

    /// <summary>Deploy again later, or with more resubmissions.</summary>
    DeployLater,

    /// <summary>Where to see whether a deployment was submitted.</summary>
    ListJobs,

    /// <summary>What to do when the answer to a submission was lost.</summary>
    FindJob,

    /// <summary>What to do when it is not known whether a failed job (the subject) was submitted again.</summary>
    FindNewerJob,

    /// <summary>How to restore the previous version; the subject is the failed job.</summary>
    RollBack,

    /// <summary>What to do when the rollback of a job (the subject) may not have been requested.</summary>
    ShowJobThenRollBack,

    /// <summary>Where to see the state of a rollback; the subject is the job.</summary>
    ShowRollBack,

    /// <summary>What to do when the answer to the rollback of a job (the subject) was lost.</summary>
    FindRollBack,

    /// <summary>The same, when the tenant cannot be reached.</summary>
    FindRollBackLater,

    /// <summary>How to export the metrics of a job (the subject) later.</summary>
    ExportMetricsLater,

    /// <summary>What to do when the answer to an export was lost.</summary>
    RepeatExport,

    /// <summary>How to complete an interrupted update of data actions.</summary>
    RepeatDateUpdate,

    /// <summary>Where to see which version of a script (the subject) the tenant has.</summary>
    ShowScript,

    /// <summary>How to release the lock of a script (the subject).</summary>
    UnlockScript,

    /// <summary>What to do when another user has changed a script (the subject).</summary>
    MergeScript,
}
