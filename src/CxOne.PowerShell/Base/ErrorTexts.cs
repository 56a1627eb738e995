using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>The texts of errors that name a cmdlet or a parameter. docs/errors.md contains them.</summary>
internal static class ErrorTexts
{
    /// <summary>The recommended actions, by error id.</summary>
    public static IReadOnlyDictionary<string, string> Actions { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [CxErrors.NotConnected.Id] =
            "Run Connect-CxOne first (Connect-CxOne -Sandbox needs no tenant), or pass -Connection.",
        [CxErrors.ConnectionClosed.Id] =
            "Run Connect-CxOne again.",
        [CxErrors.CredentialMissing.Id] =
            "Pass -Credential (user name = client id or access key id, password = secret), or set CXONE_CLIENT_ID and "
                + "CXONE_CLIENT_SECRET, or CXONE_ACCESS_KEY_ID and CXONE_ACCESS_KEY_SECRET.",
        [CxErrors.CredentialAmbiguous.Id] =
            "Pass -AccessKey for the access key or -ClientId with the id of the client, or remove the variables of the other one.",
        [CxErrors.EndpointInvalid.Id] =
            "Check -BaseUri, -OrganizationId, -Domain, -Region or -Area, and the environment variables that fill them.",
        [CxErrors.HostNotAllowed.Id] =
            "Ask your tenant's administrator whether the host belongs to them. If it does, allow it with Connect-CxOne -AllowHost, or "
                + "specify the tenant's address with -BaseUri.",
        [CxErrors.ScopeRefused.Id] =
            "Pass -Scope with scopes that the client has, or have an administrator add them to the client.",
        [CxErrors.TokenRefused.Id] =
            "Run Connect-CxOne again. If the error persists, the client was disabled or the address belongs to another tenant.",
        [CxErrors.PermissionDenied.Id] =
            "Have an administrator add the scope or permission that the message names, then run Connect-CxOne again.",
        [CxErrors.ObjectNotFound.Id] =
            "Check the id; the Get- cmdlet for the object lists those of the tenant.",
        [CxErrors.RateLimited.Id] =
            "Wait, then run the command again; lower -RequestsPerMinute if other programs use the same client.",
        [CxErrors.RequestTimeout.Id] =
            "Try again, or connect with a larger -TimeoutSec.",
        [CxErrors.ResponseInvalid.Id] =
            "Give the request id to NICE support; Invoke-CxRestMethod shows the raw answer of a GET.",
        [CxErrors.ScriptLintFailed.Id] =
            "Correct the script (Test-CxScript shows every finding), or change the severity of a rule in the file of -Setting.",
        [CxErrors.ScriptTestFailed.Id] =
            "Correct the script or the test case; Test-CxScript -TestPath shows the whole call.",
        [CxErrors.ScriptBaseUnknown.Id] =
            "Export the script with Export-CxScript and edit that file, or pass -Base with the version that the file is based on, "
                + "or -Force.",
        [CxErrors.ScriptLocked.Id] =
            "Ask the user whom the message names to close the script, or run Unlock-CxScript -Force.",
        [CxErrors.ScriptNotReverted.Id] =
            "Compare with Get-CxScriptHistory and Get-CxPointOfContact, and put back what the message names: Restore-CxScript, "
                + "Set-CxPointOfContact -ScriptName.",
        [CxErrors.SkillPartlyChanged.Id] =
            "Correct the cause and repeat the change, or pipe the audit records that the message names into Restore-CxSkillDialer.",
        [CxErrors.SimulationInputMissing.Id] =
            "Pass -TestInput or -TestCase, or use -SkipSimulation.",
        [CxErrors.ConfirmationRequired.Id] =
            "Pass -Confirm:$false to make the change without a prompt, or run the command in an interactive session.",
        [CxErrors.EnvironmentUnknown.Id] =
            "Correct -Environment. If the environment is new and its name is correct, pass -AllowNewEnvironment.",
        [CxErrors.DeploymentFailed.Id] =
            "Correct the cause that the message names; run Undo-CxIvrDeployment to restore the previous version.",
        [CxErrors.DeploymentTimeout.Id] =
            "Run Wait-CxIvrDeployment with the job id that the message names.",
        [CxErrors.RollbackConflict.Id] =
            "Run Get-CxIvrDeployment to check its state, and Wait-CxIvrDeployment to wait until it has ended.",
        [CxErrors.RollbackFailed.Id] =
            "Run Undo-CxIvrDeployment with the job id now, or restore the environment in the CXone console.",
        [CxErrors.MetricExportFailed.Id] =
            "Run Export-CxDeploymentMetric with the job id later.",
        [CxErrors.EditConflict.Id] =
            "Compare base, theirs and yours in the message, then read the object again and decide, or pass -Force to let yours win.",
        [CxErrors.ConflictRetriesExhausted.Id] =
            "Run the command again when fewer writers are at work, or pass a larger -ConflictRetryCount.",
        [CxErrors.CampaignWithoutAgents.Id] =
            "Assign agents to the campaign, or leave -CampaignId out to skip the capacity check.",
        [CxErrors.AnswerRateRefused.Id] =
            "Simulate a lower -AnswerRate, or leave -NoAdjustment out; the message holds the tenant's reason.",
        [CxErrors.SimulationNotCompliant.Id] =
            "Simulate a rate closer to the history, or compare BucketVariance and PooledVariance of the result and choose -Weighting "
                + "and -ComplianceThreshold accordingly.",
        [CxErrors.WeightChangeInsignificant.Id] =
            "Check the significance with Test-CxPredictiveWeight, then train with more data or pass -Force.",
        [CxErrors.WeightSimulationFailed.Id] =
            "Check the campaign with Get-CxCampaign. With -MinimumAccuracy, weights without a successful simulation are reverted.",
        [CxErrors.AccuracyTooLow.Id] =
            "Choose other weights, or lower -MinimumAccuracy with reason.",
        [CxErrors.WeightRevertFailed.Id] =
            "Act at once: check the campaign with Get-CxCampaign, then run Get-CxAuditRecord -AuditId … | Restore-CxPredictiveWeight; "
                + "add -Force to overwrite later changes of other clients.",
        [CxErrors.AuditRecordNotFound.Id] =
            "Run Get-CxAuditRecord to find a change of the object that can be restored. Without a store, records of other computers are in "
                + "their own logs.",
        [CxErrors.AuditWriteFailed.Id] =
            "Make the folder writable and check the free disk space, or choose another folder with CXONE_AUDIT_PATH or Connect-CxOne "
                + "-AuditPath. If the message names a file with the record, keep that file.",
        [CxErrors.AuditPathUnsafe.Id] =
            "Replace the link with its target file, or remove the write permission of other users (chmod 600); or choose another "
                + "folder with CXONE_AUDIT_PATH or Connect-CxOne -AuditPath.",
        [CxErrors.AuditAnchorInvalid.Id] =
            "Pass the unchanged file or object of Export-CxAuditAnchor.",
        [CxErrors.LockTimeout.Id] =
            "Wait until the holder that the message names has ended, then run the command again. Get-CxStore lists the locks of a store; "
                + "Invoke-CxExclusive -TimeoutSec sets a longer wait.",
        [CxErrors.StoreInvalid.Id] =
            "Correct -Store or CXONE_STORE. Connections to other hosts than loopback need SSL Mode=VerifyFull or VerifyCA.",
        [CxErrors.StoreAccessDenied.Id] =
            "Check the user, and the password in -StoreCredential, PGPASSWORD or PGPASSFILE. Have a database administrator run "
                + "GRANT cxone_writer TO <user>.",
        [CxErrors.StoreNotInitialized.Id] =
            "Have a database administrator run Initialize-CxStore with this version of the module.",
        [CxErrors.StoreNotConnected.Id] =
            "Pass -Store to Connect-CxOne, or set CXONE_STORE before you connect.",
        [CxErrors.TimestampInvalid.Id] =
            "Write a date and time such as 2024-02-29T15:30:00Z or 2024-02-29T10:30:00-05:00. Pass -SourceTimeZone "
                + "for local times without Z and offset.",
        [CxErrors.SourceTimeZoneMissing.Id] =
            "Pass -SourceTimeZone with the zone of the timestamps (UTC included), or write them with Z or an offset such as -05:00.",
        [CxErrors.DataActionTypeMismatch.Id] =
            "Check the name or id with Get-CxDataAction. To add a date to this action all the same, pass -Force.",
        [CxErrors.LocalTimeSkipped.Id] =
            "Choose another time, or pass -SkippedTime Forward or Backward.",
        [CxErrors.LocalTimeAmbiguous.Id] =
            "Write the timestamp with its offset, or pass -AmbiguousTime Earlier or Later.",
        [CxErrors.OffsetNotWritable.Id] =
            "Use -OutputFormat Utc.",
        [CxErrors.ReportExists.Id] =
            "Choose another path or omit -NoClobber.",
        [CxErrors.ReportWriteFailed.Id] =
            "Check that the folder exists, that you have write permission and that the disk is not full. Use -Force to overwrite a "
                + "read-only file.",
        [CxErrors.ScriptCatalogInvalid.Id] =
            "Export the action types from the tenant again, or omit -Catalog to use the built-in ones.",
        [CxErrors.ScriptLockFileInvalid.Id] =
            "Restore cxone.lock.json from version control, or resolve its merge conflict. To export without it, delete it and pass -Force, "
                + "which overwrites files that were edited.",
        [CxErrors.ExportedFileEdited.Id] =
            "Compare the file with the tenant (Compare-CxScript -Name … -DifferencePath …), then publish it, or pass -Force to overwrite "
                + "it.",
        [CxErrors.ScriptHoldsSecret.Id] =
            "Move the secret out of the action that the message names and replace it, or pass -AllowSecret.",
        [CxErrors.ScriptTestInvalid.Id] =
            "Correct every entry that the message lists; about_CxOne_Studio describes the format.",
        [CxErrors.ScriptLintSettingInvalid.Id] =
            "Correct every entry that the message lists; about_CxOne_Studio describes the format.",
        [CxErrors.ScriptNotFound.Id] =
            "Check the name, and that -Path or -ScriptFolder leads to the script's file.",
        [CxErrors.TenantTimeZoneUnknown.Id] =
            "Name the time zone with -TimeZone, such as America/New_York.",
        [CxErrors.HoursUnreadable.Id] =
            "Correct the value that the message names in the web interface; Get-CxHoursOfOperation shows the profile.",
        [CxErrors.Unexpected.Id] =
            "Run Get-Error, and report its output after you have removed everything confidential.",
    };

    /// <summary>The meanings, by error id.</summary>
    public static IReadOnlyDictionary<string, string> Meanings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [CxErrors.AnswerRateRefused.Id] =
            "The tenant requires a lower answer rate (probability adjustment), and -NoAdjustment was given or 0.05 was reached.",
        [CxErrors.AccuracyTooLow.Id] =
            "The simulated accuracy of the new weights is below -MinimumAccuracy; the former weights were restored.",
        [CxErrors.LocalTimeSkipped.Id] =
            "The clocks of the zone skipped this local time, and -SkippedTime Error refuses it.",
        [CxErrors.LocalTimeAmbiguous.Id] =
            "The clocks of the zone showed this local time twice, and -AmbiguousTime Error refuses it.",
        [CxErrors.ReportExists.Id] =
            "The file already exists, and -NoClobber prevents overwriting it.",
    };
}
