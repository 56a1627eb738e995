namespace CxOne.Errors;

/// <summary>
/// The errors of the module. The file has more than 300 lines because it is a catalogue: all errors can be read side by side, and a test
/// compares them with docs/errors.md. The texts name no commands; see <see cref="CxVocabulary"/>.
/// </summary>
public static class CxErrors
{
    /// <summary>The runspace has no connection.</summary>
    public static readonly CxErrorDefinition NotConnected = new(
        "NotConnected", CxErrorKind.Connection,
        "The cmdlet needs a connection, and this runspace has none.",
        "Connect to a tenant or to the sandbox first.");

    /// <summary>The connection was closed.</summary>
    public static readonly CxErrorDefinition ConnectionClosed = new(
        "ConnectionClosed", CxErrorKind.Connection,
        "The connection is closed.",
        "Connect again.");

    /// <summary>A client id or secret is missing.</summary>
    public static readonly CxErrorDefinition CredentialMissing = new(
        "CredentialMissing", CxErrorKind.InvalidArgument,
        "The client id or the secret is missing from both the parameters and the environment.",
        "Pass a credential (user name = client id or access key id, password = secret), or set CXONE_CLIENT_ID and CXONE_CLIENT_SECRET, or "
            + "CXONE_ACCESS_KEY_ID and CXONE_ACCESS_KEY_SECRET.");

    /// <summary>The environment has a client and an access key, and nothing decides between them.</summary>
    public static readonly CxErrorDefinition CredentialAmbiguous = new(
        "CredentialAmbiguous", CxErrorKind.InvalidArgument,
        "The environment has variables of both a client and an access key, and no option decides between them; nothing was sent.",
        "Choose one of the two explicitly, or remove the variables of the other one.");

    /// <summary>The address is invalid.</summary>
    public static readonly CxErrorDefinition EndpointInvalid = new(
        "EndpointInvalid", CxErrorKind.InvalidArgument,
        "The tenant's address, or a part of it, is invalid.",
        "Check the base address, organization, domain, region or area, and the environment variables that fill them.");

    /// <summary>HTTP without TLS to a host that is not loopback.</summary>
    public static readonly CxErrorDefinition EndpointInsecure = new(
        "EndpointInsecure", CxErrorKind.InvalidArgument,
        "The address uses HTTP without TLS, which would send the secret in clear text.",
        "Use https://. Plain http:// is accepted for loopback addresses only.");

    /// <summary>The discovery returned a host of another domain.</summary>
    public static readonly CxErrorDefinition HostNotAllowed = new(
        "HostNotAllowed", CxErrorKind.InvalidArgument,
        "The discovery returned a host outside CXone's domains; the token was not sent there.",
        "Ask your tenant's administrator whether the host belongs to them. If it does, allow it, or specify the tenant's address.");

    /// <summary>The tenant lacks the family of calls that an operation needs.</summary>
    public static readonly CxErrorDefinition ApiNotOffered = new(
        "ApiNotOffered", CxErrorKind.NotFound,
        "The tenant does not offer the calls that the operation needs.",
        "If the message names a counterpart, use it; otherwise connect to a tenant that offers these calls.");

    /// <summary>An input breaks a rule of the module.</summary>
    public static readonly CxErrorDefinition ParameterInvalid = new(
        "ParameterInvalid", CxErrorKind.InvalidArgument,
        "One or more inputs break a rule; nothing was sent.",
        "Correct every entry that the message lists; all of them are reported together.");

    /// <summary>The token endpoint refused the credential.</summary>
    public static readonly CxErrorDefinition CredentialRefused = new(
        "CredentialRefused", CxErrorKind.Authentication,
        "The token endpoint refused the client id, secret or access key.",
        "Check the client id and secret, and that they belong to this tenant and endpoint style. "
            + "If the secret was rotated, use the new one.");

    /// <summary>The token endpoint refused the scopes.</summary>
    public static readonly CxErrorDefinition ScopeRefused = new(
        "ScopeRefused", CxErrorKind.Authentication,
        "The token endpoint refused the requested scopes.",
        "Request scopes that the client has, or have an administrator add them to the client.");

    /// <summary>A request was refused with 401 twice.</summary>
    public static readonly CxErrorDefinition TokenRefused = new(
        "TokenRefused", CxErrorKind.Authentication,
        "The tenant refused a fresh token.",
        "Connect again. If the error persists, the client was disabled or the address belongs to another tenant.");

    /// <summary>Status 400.</summary>
    public static readonly CxErrorDefinition RequestInvalid = new(
        "RequestInvalid", CxErrorKind.InvalidArgument,
        "The tenant refused the request because it breaks a rule (400).",
        "Correct the entries that the message lists; the Errors property of the exception contains them as objects.");

    /// <summary>Status 403.</summary>
    public static readonly CxErrorDefinition PermissionDenied = new(
        "PermissionDenied", CxErrorKind.Permission,
        "The client lacks a scope or role for this call (403).",
        "Have an administrator add the scope or permission that the message names, then connect again.");

    /// <summary>Status 404.</summary>
    public static readonly CxErrorDefinition ObjectNotFound = new(
        "ObjectNotFound", CxErrorKind.NotFound,
        "The tenant has no such object (404).",
        "Check the id; list the tenant's objects to find the right one.");

    /// <summary>Status 409.</summary>
    public static readonly CxErrorDefinition Conflict = new(
        "Conflict", CxErrorKind.Exists,
        "The object is in a state that conflicts with the request (409).",
        "Read the object again and decide whether the change is still needed.");

    /// <summary>Status 412.</summary>
    public static readonly CxErrorDefinition PreconditionFailed = new(
        "PreconditionFailed", CxErrorKind.InvalidOperation,
        "Another client has changed the object since it was read (412).",
        "Read the object again and repeat the change.");

    /// <summary>Status 429 after the last retry.</summary>
    public static readonly CxErrorDefinition RateLimited = new(
        "RateLimited", CxErrorKind.LimitsExceeded,
        "The tenant's rate limit refused the request and its retries (429).",
        "Wait, then run the command again; lower the requests per minute if other programs use the same client.");

    /// <summary>The required wait is longer than the maximum.</summary>
    public static readonly CxErrorDefinition RetryAfterTooLong = new(
        "RetryAfterTooLong", CxErrorKind.LimitsExceeded,
        "The tenant requires a longer wait (Retry-After) than the module makes.",
        "Run the command again after the time in the message.");

    /// <summary>Status 5xx after the last retry.</summary>
    public static readonly CxErrorDefinition ServiceUnavailable = new(
        "ServiceUnavailable", CxErrorKind.Unavailable,
        "The tenant failed to process the request and its retries (5xx).",
        "Try again later. If the error persists, give the request id to NICE support.");

    /// <summary>A status that the module does not expect.</summary>
    public static readonly CxErrorDefinition UnexpectedStatus = new(
        "UnexpectedStatus", CxErrorKind.InvalidResult,
        "The tenant answered with a status that the module does not expect; redirects are not followed.",
        "Check the address and the path. If they are correct, give the request id to NICE support.");

    /// <summary>The request timed out.</summary>
    public static readonly CxErrorDefinition RequestTimeout = new(
        "RequestTimeout", CxErrorKind.Timeout,
        "The request was not answered within its time-out, which includes retries and waits.",
        "Try again, or connect with a longer time-out.");

    /// <summary>DNS or TCP failed.</summary>
    public static readonly CxErrorDefinition ConnectionFailed = new(
        "ConnectionFailed", CxErrorKind.Connection,
        "The tenant could not be reached, or the connection broke before the answer was complete.",
        "Check the address, the network and the proxy, then run the command again.");

    /// <summary>TLS failed.</summary>
    public static readonly CxErrorDefinition TlsFailed = new(
        "TlsFailed", CxErrorKind.Connection,
        "A secure connection could not be established: the certificate or the protocol was refused.",
        "Check the host name, the clock and the trusted certificates of the computer; a proxy that inspects TLS must be trusted.");

    /// <summary>The answer is invalid.</summary>
    public static readonly CxErrorDefinition ResponseInvalid = new(
        "ResponseInvalid", CxErrorKind.InvalidResult,
        "The tenant's answer could not be understood.",
        "Give the request id to NICE support.");

    /// <summary>A list returned a page twice.</summary>
    public static readonly CxErrorDefinition PageRepeated = new(
        "PageRepeated", CxErrorKind.InvalidResult,
        "A list returned the same page twice; reading on would not end.",
        "Run the command again. If the error persists, give the request id to NICE support.");

    /// <summary>The outcome of a write is unknown.</summary>
    public static readonly CxErrorDefinition OutcomeUnknown = new(
        "OutcomeUnknown", CxErrorKind.InvalidResult,
        "The request was sent, but its answer was lost or does not show whether it was applied; "
            + "it was not repeated if a repeat could do harm.",
        "Read the object to see whether the change was made before you run the command again.");

    /// <summary>A write was answered with success, and the object that is read back does not have the change.</summary>
    public static readonly CxErrorDefinition WriteNotApplied = new(
        "WriteNotApplied", CxErrorKind.InvalidResult,
        "The tenant answered the write with success, but the object that was read back does not hold the values.",
        "Compare the values in the message with the web interface. The tenant may refuse or convert the value, or the role may "
            + "lack a right.");

    /// <summary>Some blocks of the parameters of a skill were changed, and a later one was not.</summary>
    public static readonly CxErrorDefinition SkillPartlyChanged = new(
        "SkillPartlyChanged", CxErrorKind.InvalidResult,
        "Some blocks of the parameters of a skill were changed, and a later block was not.",
        "Correct the cause and repeat the change, or restore the audit records that the message names.");

    /// <summary>The tenant refused entries of a batch.</summary>
    public static readonly CxErrorDefinition BatchItemFailed = new(
        "BatchItemFailed", CxErrorKind.InvalidResult,
        "The tenant accepted the batch but refused some of its entries.",
        "Correct the entries that the message lists, and send only those again.");

    /// <summary>There is nothing to simulate before a deployment.</summary>
    public static readonly CxErrorDefinition SimulationInputMissing = new(
        "SimulationInputMissing", CxErrorKind.InvalidArgument,
        "No test input was given, and none can be derived from the definition; nothing was deployed.",
        "Pass a test input or a test case, or skip the simulation.");

    /// <summary>A change of production or of live contacts that the session cannot prompt for.</summary>
    public static readonly CxErrorDefinition ConfirmationRequired = new(
        "ConfirmationRequired", CxErrorKind.InvalidOperation,
        "The change affects production or live contacts and must be confirmed, but this session cannot prompt for confirmation; nothing "
            + "was changed.",
        "Confirm the change explicitly.");

    /// <summary>The target environment resembles another one, and is not known itself.</summary>
    public static readonly CxErrorDefinition EnvironmentUnknown = new(
        "EnvironmentUnknown", CxErrorKind.InvalidArgument,
        "The name of the target environment is probably misspelled: the tenant has no deployment to it, and a similar name is in use; "
            + "nothing was simulated or deployed.",
        "Correct the name of the environment. If it is new and its name is correct, allow new environments.");

    /// <summary>A simulation failed.</summary>
    public static readonly CxErrorDefinition SimulationFailed = new(
        "SimulationFailed", CxErrorKind.InvalidResult,
        "A simulation did not end as expected; nothing was deployed.",
        "Check PathTraversal and TimeoutEvents in the Simulations of the result, correct the definition or the test case, "
            + "and publish again.");

    /// <summary>The tenant rejected a deployment with 400.</summary>
    public static readonly CxErrorDefinition DeploymentRejected = new(
        "DeploymentRejected", CxErrorKind.InvalidArgument,
        "The tenant rejected the deployment and created no job; nothing was deployed.",
        "In the CXone console, correct the nodes that the message lists, then publish again.");

    /// <summary>A job failed.</summary>
    public static readonly CxErrorDefinition DeploymentFailed = new(
        "DeploymentFailed", CxErrorKind.InvalidResult,
        "The deployment job failed and was not rolled back.",
        "Correct the cause that the message names; roll the deployment back to restore the previous version.");

    /// <summary>A job failed and was rolled back.</summary>
    public static readonly CxErrorDefinition DeploymentRolledBack = new(
        "DeploymentRolledBack", CxErrorKind.InvalidResult,
        "The deployment job failed and was rolled back; the previous version is live.",
        "Correct the cause that the message names, then publish again.");

    /// <summary>The wait for a job timed out.</summary>
    public static readonly CxErrorDefinition DeploymentTimeout = new(
        "DeploymentTimeout", CxErrorKind.Timeout,
        "The wait for the deployment job timed out; the job is still running at the tenant.",
        "Resume waiting for the job that the message names.");

    /// <summary>The tenant refused a rollback with 409.</summary>
    public static readonly CxErrorDefinition RollbackConflict = new(
        "RollbackConflict", CxErrorKind.Exists,
        "The deployment cannot be rolled back in its current state: it is running, being rolled back, or already rolled back.",
        "Check its state, and wait until it has ended.");

    /// <summary>A rollback did not succeed.</summary>
    public static readonly CxErrorDefinition RollbackFailed = new(
        "RollbackFailed", CxErrorKind.InvalidResult,
        "The deployment failed, and its rollback did not succeed: the failed version may be live.",
        "Roll the job back now, or restore the environment in the CXone console.");

    /// <summary>The export of metrics failed.</summary>
    public static readonly CxErrorDefinition MetricExportFailed = new(
        "MetricExportFailed", CxErrorKind.InvalidResult,
        "The export of the deployment's metrics failed or did not end in time; the deployment itself is not affected.",
        "Export the metrics of the job later.");

    /// <summary>Two sides changed the same member.</summary>
    public static readonly CxErrorDefinition EditConflict = new(
        "EditConflict", CxErrorKind.InvalidOperation,
        "Another client changed the same member; your value is not in place.",
        "Compare base, theirs and yours in the message, then read the object again and decide, or force the change to let yours win.");

    /// <summary>Other clients changed the object at every attempt.</summary>
    public static readonly CxErrorDefinition ConflictRetriesExhausted = new(
        "ConflictRetriesExhausted", CxErrorKind.InvalidOperation,
        "Other clients changed the object at every attempt; the change was not made.",
        "Run the command again when fewer writers are at work, or allow more retries.");

    /// <summary>A dialer on a campaign without agents.</summary>
    public static readonly CxErrorDefinition CampaignWithoutAgents = new(
        "CampaignWithoutAgents", CxErrorKind.InvalidOperation,
        "The campaign has no agents, so no dialer can run on it; nothing was written.",
        "Assign agents to the campaign, or leave the campaign out to skip the capacity check.");

    /// <summary>The tenant requires a lower answer rate than is allowed.</summary>
    public static readonly CxErrorDefinition AnswerRateRefused = new(
        "AnswerRateRefused", CxErrorKind.InvalidArgument,
        "The tenant requires a lower answer rate (probability adjustment), and adjustment is off or 0.05 was reached.",
        "Simulate a lower answer rate, or allow the adjustment; the message holds the tenant's reason.");

    /// <summary>A simulated answer rate is too far from the history.</summary>
    public static readonly CxErrorDefinition SimulationNotCompliant = new(
        "SimulationNotCompliant", CxErrorKind.InvalidResult,
        "The simulated answer rate differs from the history by more than the compliance threshold; the result is still written.",
        "Simulate a rate closer to the history, or compare BucketVariance and PooledVariance of the result and choose the weighting "
            + "and the compliance threshold accordingly.");

    /// <summary>A weight change that is too small to matter.</summary>
    public static readonly CxErrorDefinition WeightChangeInsignificant = new(
        "WeightChangeInsignificant", CxErrorKind.InvalidArgument,
        "The change of the weights is statistically insignificant against the convergence threshold; nothing was written.",
        "Check the significance, then train with more data or force the change.");

    /// <summary>The simulation of written weights returned no accuracy.</summary>
    public static readonly CxErrorDefinition WeightSimulationFailed = new(
        "WeightSimulationFailed", CxErrorKind.InvalidResult,
        "The weights were written, but their simulation failed or did not finish in time; the message says which weights are in place.",
        "Check the campaign. With a minimum accuracy, weights without a successful simulation are reverted.");

    /// <summary>The simulated accuracy is below the minimum.</summary>
    public static readonly CxErrorDefinition AccuracyTooLow = new(
        "AccuracyTooLow", CxErrorKind.InvalidResult,
        "The simulated accuracy of the new weights is below the minimum; the former weights were restored.",
        "Choose other weights, or lower the minimum accuracy with reason.");

    /// <summary>The former weights could not be restored.</summary>
    public static readonly CxErrorDefinition WeightRevertFailed = new(
        "WeightRevertFailed", CxErrorKind.InvalidResult,
        "The new weights were not confirmed, and the former ones could not be restored: the campaign may hold the new ones.",
        "Act at once: check the campaign and restore the former weights from the audit record; "
            + "force it to overwrite later changes of other clients.");

    /// <summary>A computed value failed its own check.</summary>
    public static readonly CxErrorDefinition DateInaccurate = new(
        "DateInaccurate", CxErrorKind.InvalidResult,
        "A computed date, parsed again, differs from the expected instant; it was not written.",
        "Report the timestamp, the zone and the amount: this is a defect of the module or of its time zone data.");

    /// <summary>Several objects have the same name.</summary>
    public static readonly CxErrorDefinition NameAmbiguous = new(
        "NameAmbiguous", CxErrorKind.InvalidArgument,
        "Several objects of the tenant have this name; nothing was changed.",
        "Pass the id of the object instead of its name; the message lists the ids.");

    /// <summary>The audit log contains no state to restore.</summary>
    public static readonly CxErrorDefinition AuditRecordNotFound = new(
        "AuditRecordNotFound", CxErrorKind.NotFound,
        "The audit log contains no record with a state that can be restored.",
        "Find an audit record of the object that can be restored. Without a store, records of other computers are in their own logs.");

    /// <summary>The audit log cannot be written.</summary>
    public static readonly CxErrorDefinition AuditWriteFailed = new(
        "AuditWriteFailed", CxErrorKind.Write,
        "The local audit log could not be written.",
        "Make the folder writable and check the free disk space, or choose another folder with CXONE_AUDIT_PATH or when connecting. "
            + "If the message names a file with the record, keep that file.");

    /// <summary>A record is larger than the audit log of a store accepts.</summary>
    public static readonly CxErrorDefinition AuditRecordTooLarge = new(
        "AuditRecordTooLarge", CxErrorKind.InvalidArgument,
        "A record is larger than the audit log of a store accepts (16 MiB). It was neither recorded nor kept in a file.",
        "If the change has not been made, divide it into smaller ones. If it has, keep the message as the proof of its outcome.");

    /// <summary>The audit log's file is not safe to use.</summary>
    public static readonly CxErrorDefinition AuditPathUnsafe = new(
        "AuditPathUnsafe", CxErrorKind.Permission,
        "The audit log's file is a link, is not a regular file, or can be written by other users.",
        "Replace the link with its target file, or remove the write permission of other users (chmod 600); "
            + "or choose another folder with CXONE_AUDIT_PATH or when connecting.");

    /// <summary>The audit log fails verification or cannot be read.</summary>
    public static readonly CxErrorDefinition AuditLogBroken = new(
        "AuditLogBroken", CxErrorKind.InvalidData,
        "A record of the local audit log was changed, removed or damaged, the log does not contain the expected hash, or the log "
            + "cannot be read.",
        "Keep the file unchanged for the investigation. Compare it with a backup, starting at the record in the message.");

    /// <summary>There is no audit log.</summary>
    public static readonly CxErrorDefinition AuditLogNotFound = new(
        "AuditLogNotFound", CxErrorKind.NotFound,
        "There is no audit log at the path, or the log contains no record, so nothing was read or verified.",
        "Check the path: pass the folder of the log, the file itself, or the files of a divided log, the oldest first. A log that was "
            + "there before was deleted or moved; restore it from a backup.");

    /// <summary>A lock was held by another process for the whole wait.</summary>
    public static readonly CxErrorDefinition LockTimeout = new(
        "LockTimeout", CxErrorKind.Timeout,
        "Another process held the lock for longer than the wait; nothing was done.",
        "Wait until the holder that the message names has ended, or allow a longer wait.");

    /// <summary>A lock was lost while it was held.</summary>
    public static readonly CxErrorDefinition LockLost = new(
        "LockLost", CxErrorKind.InvalidOperation,
        "The connection to the store ended while a lock was held, so another process may have done the same work at the same time.",
        "Check the result of the work, then run it again.");

    /// <summary>The connection string of the store is invalid or insecure.</summary>
    public static readonly CxErrorDefinition StoreInvalid = new(
        "StoreInvalid", CxErrorKind.InvalidArgument,
        "The connection string of the store cannot be used, or would not verify the server's certificate.",
        "Correct the connection string. Connections to other hosts than loopback need SSL Mode=VerifyFull or VerifyCA.");

    /// <summary>The store cannot be reached.</summary>
    public static readonly CxErrorDefinition StoreUnavailable = new(
        "StoreUnavailable", CxErrorKind.Unavailable,
        "The store could not be reached; nothing was sent that would have to be counted or recorded there.",
        "Check the database server and the network, then run the command again.");

    /// <summary>The store refused the login or lacks a right.</summary>
    public static readonly CxErrorDefinition StoreAccessDenied = new(
        "StoreAccessDenied", CxErrorKind.Permission,
        "The database server refused the user, or the user lacks a right in the store.",
        "Check user and password. Have a database administrator grant the role cxone_writer to the user.");

    /// <summary>The database contains no store.</summary>
    public static readonly CxErrorDefinition StoreNotInitialized = new(
        "StoreNotInitialized", CxErrorKind.NotFound,
        "The database contains no store, or its schema is older than this version requires.",
        "Have a database administrator initialize the store with this version of the module.");

    /// <summary>The store was initialized by a newer version.</summary>
    public static readonly CxErrorDefinition StoreSchemaTooNew = new(
        "StoreSchemaTooNew", CxErrorKind.InvalidOperation,
        "A newer version of the module has initialized the store; this version does not know its schema.",
        "Update the module on this computer.");

    /// <summary>The end of the audit log in the store is in the future.</summary>
    public static readonly CxErrorDefinition StoreClockAhead = new(
        "StoreClockAhead", CxErrorKind.InvalidOperation,
        "The last record of the store's audit log is more than an hour in the future, because the clock of the database server is wrong "
            + "or was.",
        "Have a database administrator correct the clock or, if it is right now, run the statement in the message.");

    /// <summary>A role of the store is not safe to use.</summary>
    public static readonly CxErrorDefinition StoreRoleUnsafe = new(
        "StoreRoleUnsafe", CxErrorKind.Permission,
        "A role cxone_owner or cxone_writer exists on the database server with rights that a role of the store must not have; nothing was "
            + "changed.",
        "Remove the attributes or the membership that the message names, or create the store on another server.");

    /// <summary>A pooler is between this computer and the store.</summary>
    public static readonly CxErrorDefinition StorePoolerRefused = new(
        "StorePoolerRefused", CxErrorKind.InvalidOperation,
        "A connection pooler assigns the statements of one connection to different sessions of the server; locks need one session.",
        "Connect to the database server directly, or to a pooler that keeps sessions (pool_mode = session).");

    /// <summary>The connection has no store.</summary>
    public static readonly CxErrorDefinition StoreNotConnected = new(
        "StoreNotConnected", CxErrorKind.InvalidOperation,
        "The operation needs a store, and none is connected.",
        "Give a store when connecting, or set CXONE_STORE.");

    /// <summary>An anchor cannot be read.</summary>
    public static readonly CxErrorDefinition AuditAnchorInvalid = new(
        "AuditAnchorInvalid", CxErrorKind.InvalidArgument,
        "An anchor of the audit log cannot be read: it has no sequence number, no hash, or an invalid one.",
        "Pass the unchanged file or object of an export.");

    /// <summary>The timestamp is not in the ISO 8601 form, or its date or time does not exist.</summary>
    public static readonly CxErrorDefinition TimestampInvalid = new(
        "TimestampInvalid", CxErrorKind.InvalidArgument,
        "The timestamp is not in the required ISO 8601 form, or its date or time does not exist.",
        "Write a date and time such as 2024-02-29T15:30:00Z or 2024-02-29T10:30:00-05:00. Pass the time zone of "
            + "the source for local times without Z and offset.");

    /// <summary>A timestamp to be written says neither its zone nor its offset.</summary>
    public static readonly CxErrorDefinition SourceTimeZoneMissing = new(
        "SourceTimeZoneMissing", CxErrorKind.InvalidArgument,
        "The timestamp of a value to be written has neither Z nor an offset, and no source time zone was given; nothing was written.",
        "Give the source time zone, UTC included, or write the timestamp with Z or an offset such as -05:00.");

    /// <summary>A data action that processes no dates.</summary>
    public static readonly CxErrorDefinition DataActionTypeMismatch = new(
        "DataActionTypeMismatch", CxErrorKind.InvalidOperation,
        "The data action does not process dates: its type is not DATE_PROCESSOR and its configuration has no dateProcessing; nothing was "
            + "written.",
        "Check the name or id of the data action. To add a date to it all the same, force the update.");

    /// <summary>The time zone is not in the database.</summary>
    public static readonly CxErrorDefinition TimeZoneUnknown = new(
        "TimeZoneUnknown", CxErrorKind.InvalidArgument,
        "The time zone database has no zone with this id.",
        "Use an IANA id; abbreviations, fixed offsets and Windows ids are not accepted.");

    /// <summary>The period is not in the ISO 8601 form.</summary>
    public static readonly CxErrorDefinition PeriodInvalid = new(
        "PeriodInvalid", CxErrorKind.InvalidArgument,
        "The period is not in the required ISO 8601 form.",
        "Write it as P1Y2M3W4DT5H6M7.5S; every part is optional. P1M is one month, PT1M is one minute.");

    /// <summary>The clocks skipped the local time, and the rule is Error.</summary>
    public static readonly CxErrorDefinition LocalTimeSkipped = new(
        "LocalTimeSkipped", CxErrorKind.InvalidArgument,
        "The clocks of the zone skipped this local time, and the rule for skipped times refuses it.",
        "Choose another time, or a rule that moves the time forward or backward.");

    /// <summary>The clocks showed the local time twice, and the rule is Error.</summary>
    public static readonly CxErrorDefinition LocalTimeAmbiguous = new(
        "LocalTimeAmbiguous", CxErrorKind.InvalidArgument,
        "The clocks of the zone showed this local time twice, and the rule for ambiguous times refuses it.",
        "Write the timestamp with its offset, or choose a rule that takes the earlier or the later time.");

    /// <summary>The date is outside the years 0001 to 9999.</summary>
    public static readonly CxErrorDefinition DateOutOfRange = new(
        "DateOutOfRange", CxErrorKind.InvalidArgument,
        "The date is outside the years 0001 to 9999.",
        "Check the timestamp and the amount.");

    /// <summary>The offset has seconds and cannot be written.</summary>
    public static readonly CxErrorDefinition OffsetNotWritable = new(
        "OffsetNotWritable", CxErrorKind.InvalidArgument,
        "The offset of the zone has seconds at this instant and cannot be written as ±hh:mm without changing the instant.",
        "Use the output format Utc.");

    /// <summary>The file exists and must not be overwritten.</summary>
    public static readonly CxErrorDefinition ReportExists = new(
        "ReportExists", CxErrorKind.Exists,
        "The file already exists, and overwriting it is not allowed.",
        "Choose another path or allow overwriting.");

    /// <summary>The file could not be written.</summary>
    public static readonly CxErrorDefinition ReportWriteFailed = new(
        "ReportWriteFailed", CxErrorKind.Write,
        "The page could not be written to its file.",
        "Check that the folder exists, that you have write permission and that the disk is not full. Force the write to overwrite a "
            + "read-only file.");

    /// <summary>A file holds no Studio script that can be read.</summary>
    public static readonly CxErrorDefinition ScriptUnreadable = new(
        "ScriptUnreadable", CxErrorKind.InvalidData,
        "The file is not a Studio script, or it is damaged.",
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

    /// <summary>The settings of the linter cannot be read.</summary>
    public static readonly CxErrorDefinition ScriptLintSettingInvalid = new(
        "ScriptLintSettingInvalid", CxErrorKind.InvalidData,
        "The settings of the script linter break the rules of their format.",
        "Correct every entry that the message lists; the about page of Studio scripts describes the format.");

    /// <summary>The tenant holds a script in the form of Desktop Studio only.</summary>
    public static readonly CxErrorDefinition ScriptDesktopOnly = new(
        "ScriptDesktopOnly", CxErrorKind.InvalidResult,
        "The tenant cannot return a script that only Desktop Studio has saved.",
        "Open the script in the web Studio and save it there once; then it can be read.");

    /// <summary>The linter found errors in a script that was to be published.</summary>
    public static readonly CxErrorDefinition ScriptLintFailed = new(
        "ScriptLintFailed", CxErrorKind.InvalidData,
        "The linter found errors in a script that was to be published; nothing was saved.",
        "Correct the script, or change the severity of a rule in the settings of the linter.");

    /// <summary>A test case failed on a script that was to be published.</summary>
    public static readonly CxErrorDefinition ScriptTestFailed = new(
        "ScriptTestFailed", CxErrorKind.InvalidResult,
        "A test case failed on a script that was to be published; nothing was saved.",
        "Correct the script or the test case.");

    /// <summary>Nothing tells on which version of the tenant's script a file is based.</summary>
    public static readonly CxErrorDefinition ScriptBaseUnknown = new(
        "ScriptBaseUnknown", CxErrorKind.InvalidOperation,
        "The tenant has a script of this name, and nothing says which version of it the file is based on.",
        "Export the script first and keep the lock file beside it, name the version that the file is based on, or force the save.");

    /// <summary>Another user holds the tenant's lock of a script.</summary>
    public static readonly CxErrorDefinition ScriptLocked = new(
        "ScriptLocked", CxErrorKind.Exists,
        "Another user holds the lock of the script.",
        "Ask the user whom the message names to close the script, or take the lock away.");

    /// <summary>The tenant's check refused a script.</summary>
    public static readonly CxErrorDefinition ScriptRefused = new(
        "ScriptRefused", CxErrorKind.InvalidData,
        "The tenant's check refused the script; nothing was saved.",
        "Correct every action that the errors name.");

    /// <summary>A script was saved and put back.</summary>
    public static readonly CxErrorDefinition ScriptRolledBack = new(
        "ScriptRolledBack", CxErrorKind.InvalidResult,
        "The script was saved, a later step failed, and the former state of the script and its points of contact is in place again.",
        "Correct the cause that the message names, then publish again.");

    /// <summary>A script was saved and could not be put back completely.</summary>
    public static readonly CxErrorDefinition ScriptNotReverted = new(
        "ScriptNotReverted", CxErrorKind.InvalidResult,
        "The script was saved, a later step failed, and the former state could not be put back completely.",
        "Read the script and the points of contact that the message names, and put them back by hand.");

    /// <summary>The lock file of exported scripts cannot be read.</summary>
    public static readonly CxErrorDefinition ScriptLockFileInvalid = new(
        "ScriptLockFileInvalid", CxErrorKind.InvalidData,
        "The lock file beside exported scripts is damaged, for example by an unfinished merge, or it is of another format.",
        "Restore cxone.lock.json from version control, or resolve its merge conflict. Without the file, existing files of scripts count as "
            + "edited, so that they are not overwritten unless that is forced.");

    /// <summary>A file was edited after it was exported.</summary>
    public static readonly CxErrorDefinition ExportedFileEdited = new(
        "ExportedFileEdited", CxErrorKind.Exists,
        "A file of an export was edited or belongs to something else, and was not overwritten.",
        "Compare the file with the tenant, then publish it or force the export to overwrite it.");

    /// <summary>A script holds a secret.</summary>
    public static readonly CxErrorDefinition ScriptHoldsSecret = new(
        "ScriptHoldsSecret", CxErrorKind.InvalidData,
        "A script holds what looks like a key, a token or a password, which must not get into files unnoticed.",
        "Move the secret out of the action that the message names and replace it, or allow secrets explicitly.");

    /// <summary>A file of an export would be outside its folder.</summary>
    public static readonly CxErrorDefinition ExportPathUnsafe = new(
        "ExportPathUnsafe", CxErrorKind.InvalidArgument,
        "A file of an export would be outside the folder, by its name or through a symbolic link.",
        "Remove the link, or export to another folder.");

    /// <summary>A file could not be written.</summary>
    public static readonly CxErrorDefinition FileWriteFailed = new(
        "FileWriteFailed", CxErrorKind.Write,
        "An exported file or its lock file could not be read or written.",
        "Check the folder, the permissions and the free space of the disk, and that no other program has the file open.");

    /// <summary>A script that a test case or a parameter names is not among the files.</summary>
    public static readonly CxErrorDefinition ScriptNotFound = new(
        "ScriptNotFound", CxErrorKind.NotFound,
        "A script that is named is not among the files that were read.",
        "Check the name, and that the folder holds the script's file.");

    /// <summary>The text of a tenant's time zone is not understood.</summary>
    public static readonly CxErrorDefinition TenantTimeZoneUnknown = new(
        "TenantTimeZoneUnknown", CxErrorKind.InvalidResult,
        "The time zone of the business unit is not set, or the module does not know its text.",
        "Name the time zone explicitly, such as America/New_York.");

    /// <summary>A profile of opening hours has a value that cannot be read.</summary>
    public static readonly CxErrorDefinition HoursUnreadable = new(
        "HoursUnreadable", CxErrorKind.InvalidResult,
        "An hours profile has a day, time, date or override that the module cannot read, so its status is not known.",
        "Correct the value that the message names in the web interface, or check the profile there.");

    /// <summary>An unexpected exception.</summary>
    public static readonly CxErrorDefinition Unexpected = new(
        "UnexpectedError", CxErrorKind.InvalidResult,
        "An unexpected error occurred in the module.",
        "Report the details of the error after you have removed everything confidential.");

    /// <summary>Gets all errors, in the order of docs/errors.md.</summary>
    public static IReadOnlyList<CxErrorDefinition> All { get; } =
    [
        NotConnected, ConnectionClosed, CredentialMissing, CredentialAmbiguous, EndpointInvalid, EndpointInsecure, HostNotAllowed,
        ApiNotOffered, ParameterInvalid, CredentialRefused, ScopeRefused, TokenRefused,
        RequestInvalid, PermissionDenied, ObjectNotFound, Conflict, PreconditionFailed, RateLimited, RetryAfterTooLong,
        ServiceUnavailable, UnexpectedStatus, RequestTimeout, ConnectionFailed, TlsFailed, ResponseInvalid, PageRepeated,
        OutcomeUnknown, WriteNotApplied, SkillPartlyChanged, BatchItemFailed,
        SimulationInputMissing, ConfirmationRequired, EnvironmentUnknown, SimulationFailed, DeploymentRejected, DeploymentFailed,
        DeploymentRolledBack, DeploymentTimeout, RollbackConflict, RollbackFailed, MetricExportFailed,
        EditConflict, ConflictRetriesExhausted, CampaignWithoutAgents, NameAmbiguous, DateInaccurate, DataActionTypeMismatch,
        AuditRecordNotFound,
        AnswerRateRefused, SimulationNotCompliant, WeightChangeInsignificant, WeightSimulationFailed, AccuracyTooLow, WeightRevertFailed,
        AuditWriteFailed, AuditRecordTooLarge, AuditPathUnsafe, AuditLogBroken, AuditLogNotFound, AuditAnchorInvalid,
        LockTimeout, LockLost,
        StoreInvalid, StoreUnavailable, StoreAccessDenied, StoreNotInitialized, StoreSchemaTooNew, StoreClockAhead, StoreRoleUnsafe,
        StorePoolerRefused, StoreNotConnected,
        TimestampInvalid, SourceTimeZoneMissing, TimeZoneUnknown, PeriodInvalid, LocalTimeSkipped, LocalTimeAmbiguous, DateOutOfRange,
        OffsetNotWritable,
        ReportExists, ReportWriteFailed,
        ScriptLintFailed, ScriptTestFailed, ScriptBaseUnknown, ScriptLocked, ScriptRefused, ScriptRolledBack, ScriptNotReverted,
        ScriptUnreadable, ScriptCatalogInvalid, ScriptTestInvalid, ScriptLintSettingInvalid, ScriptDesktopOnly, ScriptLockFileInvalid,
        ExportedFileEdited, ScriptHoldsSecret, ExportPathUnsafe, FileWriteFailed, ScriptNotFound,
        TenantTimeZoneUnknown, HoursUnreadable,
        Unexpected,
    ];
}
