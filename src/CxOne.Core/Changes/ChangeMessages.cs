namespace CxOne.Changes;

/// <summary>The texts of audited operations.</summary>
internal static class ChangeMessages
{
    public const string TenantAuditAdvice = "Check the tenant's audit log for the event before you record it again.";

    public const string NoLogId = "the record has no id.";

    public static string OutcomeNotRecorded(string failure, string action, IReadOnlyList<string> target, string error)
        => $"{failure} The audit log has no record of the outcome of {action} on {string.Join(", ", target)}: {error}";

    /// <param name="made">A sentence that says what was done and must not be done again.</param>
    /// <param name="failure">Why the outcome could not be recorded.</param>
    public static string Unrecorded(string made, string failure)
        => $"{made} The local audit log has no record of the outcome: {failure}";

    public static string TenantAuditStopped(string eventType)
        => $"The event '{eventType}' may already be in the tenant's audit log. Check that log before you record it again.";

    public static string TenantAuditRecorded(string eventType, string logId)
        => $"The event '{eventType}' was recorded at the tenant as {logId}.";
}
