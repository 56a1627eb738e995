namespace CxOne.Errors;

/// <summary>
/// Every error id of the module, in one place. docs/errors.md is compared with this list
/// by a test. The texts name no command; see <see cref="CxVocabulary"/>.
/// </summary>
public static class CxErrors
{
    /// <summary>No connection in this runspace.</summary>
    public static readonly CxErrorDefinition NotConnected = new(
        "NotConnected", CxErrorKind.Connection,
        "The cmdlet needs a connection and this runspace has none.",
        "Connect to a tenant first; the sandbox needs none.");

    /// <summary>The connection was closed.</summary>
    public static readonly CxErrorDefinition ConnectionClosed = new(
        "ConnectionClosed", CxErrorKind.Connection,
        "The connection was closed and can send nothing any more.",
        "Connect again.");

    /// <summary>A client id or secret is missing.</summary>
    public static readonly CxErrorDefinition CredentialMissing = new(
        "CredentialMissing", CxErrorKind.InvalidArgument,
        "No client id or secret was given, neither as a parameter nor by the environment.",
        "Give a credential (user name = client id or access key id, password = secret), or set CXONE_CLIENT_ID and CXONE_CLIENT_SECRET.");

    /// <summary>The address is not usable.</summary>
    public static readonly CxErrorDefinition EndpointInvalid = new(
        "EndpointInvalid", CxErrorKind.InvalidArgument,
        "The tenant's address is not a valid absolute http(s) address or a valid name part of one.",
        "Check the base address, organization, domain, region or area, and the environment variables that fill them.");

    /// <summary>HTTP without TLS to a host that is not loopback.</summary>
    public static readonly CxErrorDefinition EndpointInsecure = new(
        "EndpointInsecure", CxErrorKind.InvalidArgument,
        "The address uses HTTP without TLS, which would send the secret in clear text.",
        "Use https://. Plain http:// is accepted for loopback addresses only.");

    /// <summary>The discovery named a host of another domain.</summary>
    public static readonly CxErrorDefinition HostNotAllowed = new(
        "HostNotAllowed", CxErrorKind.InvalidArgument,
        "The discovery of the tenant's address named a host outside CXone's domains; the token was not sent there.",
        "Ask your tenant's administrator whether the host is theirs. If it is, allow it, or name the tenant's address.");

    /// <summary>An input breaks rules of the module.</summary>
    public static readonly CxErrorDefinition ParameterInvalid = new(
        "ParameterInvalid", CxErrorKind.InvalidArgument,
        "One or more inputs break a rule; nothing was sent.",
        "Correct every entry that the message lists; all of them are reported together.");

    /// <summary>The token endpoint refused the credential.</summary>
    public static readonly CxErrorDefinition CredentialRefused = new(
        "CredentialRefused", CxErrorKind.Authentication,
        "The token endpoint refused the client id, secret or access key.",
        "Check the client id and secret, and that they belong to this tenant and endpoint style; a rotated secret must be stored anew.");

    /// <summary>The token endpoint refused the scopes.</summary>
    public static readonly CxErrorDefinition ScopeRefused = new(
        "ScopeRefused", CxErrorKind.Authentication,
        "The token endpoint grants none of the scopes that were asked for.",
        "Request scopes that the client holds, or have an administrator add them to the client.");

    /// <summary>A request was refused with 401 twice.</summary>
    public static readonly CxErrorDefinition TokenRefused = new(
        "TokenRefused", CxErrorKind.Authentication,
        "The tenant refused a fresh token.",
        "Connect again; if that succeeds and this stays, the client was disabled or the address belongs to another tenant.");

    /// <summary>400.</summary>
    public static readonly CxErrorDefinition RequestInvalid = new(
        "RequestInvalid", CxErrorKind.InvalidArgument,
        "The tenant refused the request because it breaks a rule (400).",
        "Correct the entries that the message lists; the exception's Errors member holds them one by one.");

    /// <summary>403.</summary>
    public static readonly CxErrorDefinition PermissionDenied = new(
        "PermissionDenied", CxErrorKind.Permission,
        "The client lacks a scope or role for this call (403).",
        "Have an administrator add the scope that the message names to the client, then connect again.");

    /// <summary>404.</summary>
    public static readonly CxErrorDefinition ObjectNotFound = new(
        "ObjectNotFound", CxErrorKind.NotFound,
        "There is no such object on the tenant (404).",
        "Check the id against the list of what the tenant has.");

    /// <summary>409.</summary>
    public static readonly CxErrorDefinition Conflict = new(
        "Conflict", CxErrorKind.Exists,
        "The object is in a state that conflicts with the request (409).",
        "Read the object again and decide whether the change is still wanted.");

    /// <summary>412.</summary>
    public static readonly CxErrorDefinition PreconditionFailed = new(
        "PreconditionFailed", CxErrorKind.InvalidOperation,
        "The object was changed by somebody else since it was read (412).",
        "Read the object again and repeat the change.");

    /// <summary>429 after the last retry.</summary>
    public static readonly CxErrorDefinition RateLimited = new(
        "RateLimited", CxErrorKind.LimitsExceeded,
        "The tenant's rate limit refused the request, also after the retries (429).",
        "Wait and run the command again; lower the requests per minute if other programs share this client.");

    /// <summary>Retry-After longer than the cap.</summary>
    public static readonly CxErrorDefinition RetryAfterTooLong = new(
        "RetryAfterTooLong", CxErrorKind.LimitsExceeded,
        "The tenant asked for a longer wait than the module sleeps through.",
        "Run the command again after the time that the message names.");

    /// <summary>5xx after the last retry.</summary>
    public static readonly CxErrorDefinition ServiceUnavailable = new(
        "ServiceUnavailable", CxErrorKind.Unavailable,
        "The tenant failed to answer the request (5xx), also after the retries.",
        "Try again later; if it stays, give the request id to NICE support.");

    /// <summary>A status that the contract does not know.</summary>
    public static readonly CxErrorDefinition UnexpectedStatus = new(
        "UnexpectedStatus", CxErrorKind.InvalidResult,
        "The tenant answered a status that the module does not expect here; redirects are not followed.",
        "Check the address and path; give the request id to NICE support if they are right.");

    /// <summary>The total deadline passed.</summary>
    public static readonly CxErrorDefinition RequestTimeout = new(
        "RequestTimeout", CxErrorKind.Timeout,
        "The request was not answered within its time, retries and waits included.",
        "Try again, or connect with a larger timeout.");

    /// <summary>DNS, TCP.</summary>
    public static readonly CxErrorDefinition ConnectionFailed = new(
        "ConnectionFailed", CxErrorKind.Connection,
        "The tenant could not be reached, or the connection broke before the answer was complete.",
        "Check the address, the network and the proxy; then run the command again.");

    /// <summary>TLS.</summary>
    public static readonly CxErrorDefinition TlsFailed = new(
        "TlsFailed", CxErrorKind.Connection,
        "No secure connection could be made: the certificate or the protocol was refused.",
        "Check the host name, the machine's clock and its trusted certificates; a proxy that opens TLS must be trusted.");

    /// <summary>The body is not what was promised.</summary>
    public static readonly CxErrorDefinition ResponseInvalid = new(
        "ResponseInvalid", CxErrorKind.InvalidResult,
        "The tenant's answer could not be understood.",
        "Give the request id to NICE support.");

    /// <summary>A list repeats a page.</summary>
    public static readonly CxErrorDefinition PageRepeated = new(
        "PageRepeated", CxErrorKind.InvalidResult,
        "A list answered the same page twice; going on would never end.",
        "Run the command again; if it stays, give the request id to NICE support.");

    /// <summary>The outcome of a write is unknown.</summary>
    public static readonly CxErrorDefinition OutcomeUnknown = new(
        "OutcomeUnknown", CxErrorKind.InvalidResult,
        "The request was sent, but its answer was lost or does not tell whether it was applied; "
            + "it was not repeated where a repeat could do harm.",
        "Look the object up before you run the command again.");

    /// <summary>Entries of a batch were refused.</summary>
    public static readonly CxErrorDefinition BatchItemFailed = new(
        "BatchItemFailed", CxErrorKind.InvalidResult,
        "The tenant accepted the batch but refused some of its entries.",
        "Correct the entries that the message lists and send those again.");

    /// <summary>A publish without anything to simulate.</summary>
    public static readonly CxErrorDefinition SimulationInputMissing = new(
        "SimulationInputMissing", CxErrorKind.InvalidArgument,
        "No test input was given and none can be derived from the definition; nothing was deployed.",
        "Give a test input or a test case, or skip the simulation.");

    /// <summary>A simulation did not pass.</summary>
    public static readonly CxErrorDefinition SimulationFailed = new(
        "SimulationFailed", CxErrorKind.InvalidResult,
        "A simulation did not end as expected; nothing was deployed.",
        "Look at the result's Simulations (PathTraversal, TimeoutEvents), correct the definition or the test case, and publish again.");

    /// <summary>The tenant refused a deployment with 400.</summary>
    public static readonly CxErrorDefinition DeploymentRejected = new(
        "DeploymentRejected", CxErrorKind.InvalidArgument,
        "The tenant refused the deployment before making a job of it; nothing was deployed.",
        "Correct the nodes that the message lists in the CXone console, then publish again.");

    /// <summary>The job failed.</summary>
    public static readonly CxErrorDefinition DeploymentFailed = new(
        "DeploymentFailed", CxErrorKind.InvalidResult,
        "The deployment job failed and was not rolled back.",
        "Correct what the failure reason names; roll the deployment back to bring the former version back.");

    /// <summary>The job failed and was rolled back.</summary>
    public static readonly CxErrorDefinition DeploymentRolledBack = new(
        "DeploymentRolledBack", CxErrorKind.InvalidResult,
        "The deployment job failed and was rolled back; the former version is live.",
        "Correct what the failure reason names, then publish again.");

    /// <summary>The wait for a job ended first.</summary>
    public static readonly CxErrorDefinition DeploymentTimeout = new(
        "DeploymentTimeout", CxErrorKind.Timeout,
        "The deployment job did not end within the time; it goes on at the tenant.",
        "Wait again for the job that the message names.");

    /// <summary>409 from a roll-back.</summary>
    public static readonly CxErrorDefinition RollbackConflict = new(
        "RollbackConflict", CxErrorKind.Exists,
        "The deployment cannot be rolled back in its present state: it is still running, being rolled back, or rolled back already.",
        "Look at its state, and wait for it to finish.");

    /// <summary>A roll-back did not succeed.</summary>
    public static readonly CxErrorDefinition RollbackFailed = new(
        "RollbackFailed", CxErrorKind.InvalidResult,
        "The deployment failed and the roll-back did not succeed: the environment may hold the failed version.",
        "Act at once: roll the job back, or restore the environment in the CXone console.");

    /// <summary>The metrics export failed.</summary>
    public static readonly CxErrorDefinition MetricExportFailed = new(
        "MetricExportFailed", CxErrorKind.InvalidResult,
        "The export job for the deployment's metrics failed or did not end in time; the deployment itself is not touched by that.",
        "Export the metrics of the job later.");

    /// <summary>Two sides changed the same member.</summary>
    public static readonly CxErrorDefinition EditConflict = new(
        "EditConflict", CxErrorKind.InvalidOperation,
        "Somebody else has changed the very member that was to be changed; your value is not in place.",
        "Look at base, theirs and yours in the message; read the object again and decide, or force the change to let your value win.");

    /// <summary>The object would not stand still.</summary>
    public static readonly CxErrorDefinition ConflictRetriesExhausted = new(
        "ConflictRetriesExhausted", CxErrorKind.InvalidOperation,
        "Others changed the object at every attempt; the change was not made.",
        "Run the command again when fewer writers are at work, or allow more retries.");

    /// <summary>A dialer on a campaign without agents.</summary>
    public static readonly CxErrorDefinition CampaignWithoutAgents = new(
        "CampaignWithoutAgents", CxErrorKind.InvalidOperation,
        "The campaign has no agents, so that no dialer can run on it; nothing was written.",
        "Assign agents to the campaign, or leave the campaign out to skip the capacity check.");

    /// <summary>The tenant wants a lower answer rate than may be tried.</summary>
    public static readonly CxErrorDefinition AnswerRateRefused = new(
        "AnswerRateRefused", CxErrorKind.InvalidArgument,
        "The tenant asks for a lower answer rate (probability adjustment), and no adjustment is allowed or 0.05 was reached.",
        "Simulate a lower answer rate, or allow the adjustment; the message holds the tenant's reason.");

    /// <summary>A simulated answer rate is too far from the history.</summary>
    public static readonly CxErrorDefinition SimulationNotCompliant = new(
        "SimulationNotCompliant", CxErrorKind.InvalidResult,
        "The simulated answer rate lies further from the history than the compliance threshold; the result is written all the same.",
        "Simulate a rate nearer to the history, or look at the result's BucketVariance and PooledVariance and choose "
            + "the weighting and the compliance threshold with reason.");

    /// <summary>A weight change that is too small to matter.</summary>
    public static readonly CxErrorDefinition WeightChangeInsignificant = new(
        "WeightChangeInsignificant", CxErrorKind.InvalidArgument,
        "The change of the weights is statistically insignificant against the convergence threshold; nothing was written.",
        "Look at the significance; train with more data, or force the change.");

    /// <summary>The simulation of written weights came to no accuracy.</summary>
    public static readonly CxErrorDefinition WeightSimulationFailed = new(
        "WeightSimulationFailed", CxErrorKind.InvalidResult,
        "The weights were written, but their simulation failed or did not end in time; the message says which weights are in place.",
        "Look at the campaign; with a minimum accuracy, weights that are not proven are put back.");

    /// <summary>The simulated accuracy is below the minimum.</summary>
    public static readonly CxErrorDefinition AccuracyTooLow = new(
        "AccuracyTooLow", CxErrorKind.InvalidResult,
        "The simulated accuracy of the new weights is below the minimum; the former weights were put back.",
        "Choose other weights, or lower the minimum accuracy with reason.");

    /// <summary>The former weights could not be put back.</summary>
    public static readonly CxErrorDefinition WeightRevertFailed = new(
        "WeightRevertFailed", CxErrorKind.InvalidResult,
        "The new weights did not prove good enough, and the former ones could not be put back: the campaign may hold the new ones.",
        "Act at once: look at the campaign, and restore the former weights from the audit record; "
            + "force it to write over what others have set since.");

    /// <summary>A computed value failed its own check.</summary>
    public static readonly CxErrorDefinition DateInaccurate = new(
        "DateInaccurate", CxErrorKind.InvalidResult,
        "A computed date, parsed again, does not lie where it must; it was not written.",
        "Report the timestamp, the zone and the amount: this is a mistake of the module's or of its time zone data.");

    /// <summary>A name stands more than once.</summary>
    public static readonly CxErrorDefinition NameAmbiguous = new(
        "NameAmbiguous", CxErrorKind.InvalidArgument,
        "More than one object of the tenant has this name; nothing was changed.",
        "Name the one that is meant by its id; the message lists them.");

    /// <summary>The audit log holds no such state.</summary>
    public static readonly CxErrorDefinition AuditRecordNotFound = new(
        "AuditRecordNotFound", CxErrorKind.NotFound,
        "The local audit log holds no record from which the state could be restored.",
        "Look at the audit records of dialer configurations or weights; records of other machines lie in their own logs.");

    /// <summary>The audit log cannot be written.</summary>
    public static readonly CxErrorDefinition AuditWriteFailed = new(
        "AuditWriteFailed", CxErrorKind.Write,
        "The local audit log could not be written.",
        "Make the folder writable and see that the disk has room, or choose another with CXONE_AUDIT_PATH or when connecting. "
            + "A file that the message names keeps the record: leave it where it is.");

    /// <summary>The audit log's file is not safe to use.</summary>
    public static readonly CxErrorDefinition AuditPathUnsafe = new(
        "AuditPathUnsafe", CxErrorKind.Permission,
        "The audit log's file is a link, is not a regular file, or can be written by other users.",
        "Replace the link by the file it points to, or take the right to write from other users (chmod 600); "
            + "else choose another folder with CXONE_AUDIT_PATH or when connecting.");

    /// <summary>The audit log does not verify.</summary>
    public static readonly CxErrorDefinition AuditLogBroken = new(
        "AuditLogBroken", CxErrorKind.InvalidData,
        "A record of the local audit log was changed, removed or damaged, or the log does not hold the expected hash.",
        "Keep the file as it is for the investigation; compare it with a backup from the record that the message names.");

    /// <summary>A timestamp that is not ISO 8601, or names no date.</summary>
    public static readonly CxErrorDefinition TimestampInvalid = new(
        "TimestampInvalid", CxErrorKind.InvalidArgument,
        "The timestamp is not written as ISO 8601 asks, or names a date or time that does not exist.",
        "Write it as yyyy-MM-ddTHH:mm:ss, with up to nine decimals and with Z or an offset such as "
            + "-05:00; without both, give the time zone of the source.");

    /// <summary>No such IANA zone.</summary>
    public static readonly CxErrorDefinition TimeZoneUnknown = new(
        "TimeZoneUnknown", CxErrorKind.InvalidArgument,
        "The time zone database has no zone of this id.",
        "Use an IANA id such as America/New_York; abbreviations, fixed offsets and Windows ids are not accepted.");

    /// <summary>A period that is not ISO 8601.</summary>
    public static readonly CxErrorDefinition PeriodInvalid = new(
        "PeriodInvalid", CxErrorKind.InvalidArgument,
        "The period is not written as ISO 8601 asks.",
        "Write it as P1Y2M3W4DT5H6M7.5S, each part optional: P1M is a month, PT1M a minute.");

    /// <summary>A local time in a gap, and the rule is Error.</summary>
    public static readonly CxErrorDefinition LocalTimeSkipped = new(
        "LocalTimeSkipped", CxErrorKind.InvalidArgument,
        "The clocks of the zone skipped this local time, and the rule for skipped times refuses it.",
        "Choose another time, or let the rule move it forward or backward.");

    /// <summary>A local time in an overlap, and the rule is Error.</summary>
    public static readonly CxErrorDefinition LocalTimeAmbiguous = new(
        "LocalTimeAmbiguous", CxErrorKind.InvalidArgument,
        "The clocks of the zone showed this local time twice, and the rule for ambiguous times refuses it.",
        "Write the timestamp with its offset, or let the rule take the earlier or the later one.");

    /// <summary>Outside the years that can be written.</summary>
    public static readonly CxErrorDefinition DateOutOfRange = new(
        "DateOutOfRange", CxErrorKind.InvalidArgument,
        "The date lies outside the years 0001 to 9999, which four digits can write.",
        "Check the timestamp and the amount.");

    /// <summary>The offset has seconds.</summary>
    public static readonly CxErrorDefinition OffsetNotWritable = new(
        "OffsetNotWritable", CxErrorKind.InvalidArgument,
        "The zone's offset has seconds at this instant and cannot be written as ±hh:mm without moving the instant.",
        "Use the output format Utc.");

    /// <summary>There is a file, which may not be overwritten.</summary>
    public static readonly CxErrorDefinition ReportExists = new(
        "ReportExists", CxErrorKind.Exists,
        "There is already a file of this name, and overwriting it is not allowed.",
        "Choose another path, or allow the file to be overwritten.");

    /// <summary>The file could not be written.</summary>
    public static readonly CxErrorDefinition ReportWriteFailed = new(
        "ReportWriteFailed", CxErrorKind.Write,
        "The page could not be written to its file.",
        "Check that the folder exists, that you may write there and that the disk is not full; "
            + "forcing the write overwrites a write-protected file.");

    /// <summary>A file holds no Studio script that can be read.</summary>
    public static readonly CxErrorDefinition ScriptUnreadable = new(
        "ScriptUnreadable", CxErrorKind.InvalidData,
        "The file is no Studio script, or it is damaged.",
        "Export the script from Studio again, or restore the file from version control.");

    /// <summary>A catalogue of action types cannot be read.</summary>
    public static readonly CxErrorDefinition ScriptCatalogInvalid = new(
        "ScriptCatalogInvalid", CxErrorKind.InvalidData,
        "The file of action types cannot be read.",
        "Export the action types from the tenant again, or leave the file out to use the built-in ones.");

    /// <summary>A file of test cases cannot be read.</summary>
    public static readonly CxErrorDefinition ScriptTestInvalid = new(
        "ScriptTestInvalid", CxErrorKind.InvalidData,
        "The test cases of a Studio script break the rules of their format.",
        "Correct every entry that the message lists; the about page of Studio scripts describes the format.");

    /// <summary>A script that a test case or a parameter names is not among the files.</summary>
    public static readonly CxErrorDefinition ScriptNotFound = new(
        "ScriptNotFound", CxErrorKind.NotFound,
        "A script that is named is not among the files that were read.",
        "Check the name, and that the folder holds the script's file.");

    /// <summary>A bug.</summary>
    public static readonly CxErrorDefinition Unexpected = new(
        "UnexpectedError", CxErrorKind.InvalidResult,
        "Something happened that the module has no name for.",
        "Report the details of the error, after checking that they hold nothing confidential.");

    /// <summary>All of them, in the order of the list in docs/errors.md.</summary>
    public static IReadOnlyList<CxErrorDefinition> All { get; } =
    [
        NotConnected, ConnectionClosed, CredentialMissing, EndpointInvalid, EndpointInsecure, HostNotAllowed, ParameterInvalid,
        CredentialRefused, ScopeRefused, TokenRefused,
        RequestInvalid, PermissionDenied, ObjectNotFound, Conflict, PreconditionFailed, RateLimited, RetryAfterTooLong,
        ServiceUnavailable, UnexpectedStatus, RequestTimeout, ConnectionFailed, TlsFailed, ResponseInvalid, PageRepeated,
        OutcomeUnknown, BatchItemFailed,
        SimulationInputMissing, SimulationFailed, DeploymentRejected, DeploymentFailed, DeploymentRolledBack,
        DeploymentTimeout, RollbackConflict, RollbackFailed, MetricExportFailed,
        EditConflict, ConflictRetriesExhausted, CampaignWithoutAgents, NameAmbiguous, DateInaccurate, AuditRecordNotFound,
        AnswerRateRefused, SimulationNotCompliant, WeightChangeInsignificant, WeightSimulationFailed, AccuracyTooLow, WeightRevertFailed,
        AuditWriteFailed, AuditPathUnsafe, AuditLogBroken,
        TimestampInvalid, TimeZoneUnknown, PeriodInvalid, LocalTimeSkipped, LocalTimeAmbiguous, DateOutOfRange, OffsetNotWritable,
        ReportExists, ReportWriteFailed,
        ScriptUnreadable, ScriptCatalogInvalid, ScriptTestInvalid, ScriptNotFound,
        Unexpected,
    ];
}
