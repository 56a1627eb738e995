using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>The texts of errors whose words name a cmdlet or a parameter. docs/errors.md shows them.</summary>
internal static class ErrorTexts
{
    /// <summary>What to do next, by error id.</summary>
    public static IReadOnlyDictionary<string, string> Actions { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [CxErrors.NotConnected.Id] =
            "Run Connect-CxOne first (Connect-CxOne -Sandbox needs no tenant), or pass -Connection.",
        [CxErrors.ConnectionClosed.Id] =
            "Run Connect-CxOne again.",
        [CxErrors.CredentialMissing.Id] =
            "Pass -Credential (user name = client id or access key id, password = secret), or set CXONE_CLIENT_ID and "
                + "CXONE_CLIENT_SECRET.",
        [CxErrors.EndpointInvalid.Id] =
            "Check -BaseUri, -OrganizationId, -Domain, -Region or -Area, and the environment variables that fill them.",
        [CxErrors.HostNotAllowed.Id] =
            "Ask your tenant's administrator whether the host is theirs. If it is, allow it with Connect-CxOne -AllowHost, or name "
                + "the tenant's address with -BaseUri.",
        [CxErrors.ScopeRefused.Id] =
            "Pass -Scope with scopes that the client holds, or have an administrator add them to the client.",
        [CxErrors.TokenRefused.Id] =
            "Run Connect-CxOne again; if that succeeds and this stays, the client was disabled or the address belongs to another tenant.",
        [CxErrors.PermissionDenied.Id] =
            "Have an administrator add the scope that the message names to the client, then run Connect-CxOne again.",
        [CxErrors.ObjectNotFound.Id] =
            "Check the id; the matching Get- cmdlet lists what the tenant has.",
        [CxErrors.RateLimited.Id] =
            "Wait and run the command again; lower -RequestsPerMinute if other programs share this client.",
        [CxErrors.RequestTimeout.Id] =
            "Try again, or connect with a larger -TimeoutSec.",
        [CxErrors.ResponseInvalid.Id] =
            "Give the request id to NICE support; Invoke-CxRestMethod shows the raw answer of a GET.",
        [CxErrors.SimulationInputMissing.Id] =
            "Pass -TestInput or -TestCase, or say -SkipSimulation.",
        [CxErrors.DeploymentFailed.Id] =
            "Correct what the failure reason names; run Undo-CxIvrDeployment to bring the former version back.",
        [CxErrors.DeploymentTimeout.Id] =
            "Run Wait-CxIvrDeployment with the job id that the message names.",
        [CxErrors.RollbackConflict.Id] =
            "Look at its state with Get-CxIvrDeployment; wait with Wait-CxIvrDeployment.",
        [CxErrors.RollbackFailed.Id] =
            "Act at once: run Undo-CxIvrDeployment with the job id, or restore the environment in the CXone console.",
        [CxErrors.MetricExportFailed.Id] =
            "Run Export-CxDeploymentMetric with the job id later.",
        [CxErrors.EditConflict.Id] =
            "Look at base, theirs and yours in the message; read the object again and decide, or pass -Force to let your value win.",
        [CxErrors.ConflictRetriesExhausted.Id] =
            "Run the command again when fewer writers are at work, or pass a larger -ConflictRetryCount.",
        [CxErrors.CampaignWithoutAgents.Id] =
            "Assign agents to the campaign, or leave -CampaignId out to skip the capacity check.",
        [CxErrors.AnswerRateRefused.Id] =
            "Simulate a lower -AnswerRate, or leave -NoAdjustment out; the message holds the tenant's reason.",
        [CxErrors.SimulationNotCompliant.Id] =
            "Simulate a rate nearer to the history, or look at the result's BucketVariance and PooledVariance and choose -Weighting "
                + "and -ComplianceThreshold with reason.",
        [CxErrors.WeightChangeInsignificant.Id] =
            "Look at Test-CxPredictiveWeight; train with more data, or pass -Force to write the change all the same.",
        [CxErrors.WeightSimulationFailed.Id] =
            "Look at the campaign with Get-CxCampaign; with -MinimumAccuracy weights that are not proven are put back.",
        [CxErrors.AccuracyTooLow.Id] =
            "Choose other weights, or lower -MinimumAccuracy with reason.",
        [CxErrors.WeightRevertFailed.Id] =
            "Act at once: look at Get-CxCampaign; Get-CxAuditRecord -AuditId … | Restore-CxPredictiveWeight puts the former weights "
                + "back, with -Force also over what others have set since.",
        [CxErrors.AuditRecordNotFound.Id] =
            "Look with Get-CxAuditRecord -Action DialerConfig.* or, for weights, PredictiveWeight.Set; records of other machines lie in "
                + "their own logs.",
        [CxErrors.AuditWriteFailed.Id] =
            "Make the folder writable and see that the disk has room, or choose another with CXONE_AUDIT_PATH or Connect-CxOne "
                + "-AuditPath. A file that the message names keeps the record: leave it where it is.",
        [CxErrors.AuditPathUnsafe.Id] =
            "Replace the link by the file it points to, or take the right to write from other users (chmod 600); else choose "
                + "another folder with CXONE_AUDIT_PATH or Connect-CxOne -AuditPath.",
        [CxErrors.TimestampInvalid.Id] =
            "Write it as yyyy-MM-ddTHH:mm:ss, with up to nine decimals and with Z or an offset such as -05:00; without both, "
                + "-SourceTimeZone says whose local time it is.",
        [CxErrors.SourceTimeZoneMissing.Id] =
            "Pass -SourceTimeZone with the zone of the timestamps (UTC included), or write them with Z or an offset such as -05:00.",
        [CxErrors.DataActionTypeMismatch.Id] =
            "Check the name or id with Get-CxDataAction. To add a date to this action all the same, pass -Force.",
        [CxErrors.LocalTimeSkipped.Id] =
            "Choose another time, or let -SkippedTime Forward or Backward decide.",
        [CxErrors.LocalTimeAmbiguous.Id] =
            "Write the timestamp with its offset, or let -AmbiguousTime Earlier or Later decide.",
        [CxErrors.OffsetNotWritable.Id] =
            "Use -OutputFormat Utc.",
        [CxErrors.ReportExists.Id] =
            "Choose another path, or leave -NoClobber away.",
        [CxErrors.ReportWriteFailed.Id] =
            "Check that the folder exists, that you may write there and that the disk is not full; -Force overwrites a "
                + "write-protected file.",
        [CxErrors.Unexpected.Id] =
            "Run Get-Error and report what it shows, after checking that it holds nothing confidential.",
    };

    /// <summary>What the error means, by error id.</summary>
    public static IReadOnlyDictionary<string, string> Meanings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [CxErrors.AnswerRateRefused.Id] =
            "The tenant asks for a lower answer rate (probability adjustment), and -NoAdjustment was given or 0.05 was reached.",
        [CxErrors.AccuracyTooLow.Id] =
            "The simulated accuracy of the new weights is below -MinimumAccuracy; the former weights were put back.",
        [CxErrors.LocalTimeSkipped.Id] =
            "The clocks of the zone skipped this local time, and -SkippedTime Error refuses it.",
        [CxErrors.LocalTimeAmbiguous.Id] =
            "The clocks of the zone showed this local time twice, and -AmbiguousTime Error refuses it.",
        [CxErrors.ReportExists.Id] =
            "There is already a file of this name, and -NoClobber keeps it.",
    };
}
