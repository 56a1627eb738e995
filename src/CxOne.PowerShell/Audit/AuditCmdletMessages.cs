using System.Globalization;

namespace CxOne.PowerShell.Audit;

/// <summary>The messages of the cmdlets for audit logs.</summary>
internal static class AuditCmdletMessages
{
    public const string RecordWithoutLogAction = "Read the record with Get-CxAuditRecord, or pass -Force to use its values anyway.";
    public const string DetailsNotAnObject = "Details must be a hashtable or an object with members.";

    public static string CopyNotInLog(string auditId, string folder)
        => $"The log in {folder} does not contain audit record {auditId}, which the copy names. No value was taken from the copy.";

    public static string RecordWithoutLog(string auditId)
        => $"Audit record {auditId} was not read from an audit log, so it cannot be verified.";

    public static string RecordNotUsed(string problem) => $"{problem} Its values were not used, and nothing was changed.";

    public static string RecordUsedAnyway(string problem) => $"{problem} Its values are used anyway.";

    public static string SpoolFile(string path, string? reason) => reason is null
        ? $"The record in {path} is not in the log yet. The next change adds it."
        : $"The record in {path} is not in the log and will not be added: {reason}.";

    public static string IncompleteLine(string path, long bytes)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{path} ends in an incomplete line of {Count(bytes, "byte")}. The next record moves it to a separate file; "
                + $"complete records are not affected.");

    public static string LineBroken(string path, long line, string? auditId, string reason)
        => string.Create(CultureInfo.InvariantCulture, $"Line {line} of {path}{Id(auditId)} is invalid: {reason}.{Before(line)}");

    public static string ExpectedHashMissing(string path, string reason, long records)
        => $"{path} failed verification: {reason}. {Chain(records)}";

    public static string NothingMatches(string filter, string value, IReadOnlyList<string> similar)
        => $"No record of the log has the {filter} '{value}'."
            + (similar.Count == 0 ? null : $" Did you mean {string.Join(" or ", similar.Select(name => $"'{name}'"))}?");

    public static string WriteAction(string eventType) => $"Record '{eventType}' in the tenant's audit log and in the local audit log";

    public static string WriteLocalAction(string eventType) => $"Record '{eventType}' in the local audit log";

    public static string AnchorUnreadable(string path, string cause) => $"The anchor {path} could not be read: {cause}";

    public static string ExportAnchor(string log) => $"Write number and hash of the last record of {log}";

    public static string NotAnchored(string path, string reason)
        => $"{path} failed verification: {reason}. No anchor was exported.";

    private static string Id(string? auditId) => auditId is null ? string.Empty : $" (audit id {auditId})";

    private static string Before(long line) => line switch
    {
        1 => string.Empty,
        2 => " The record before it is valid.",
        _ => $" The {Count(line - 1, "record")} before it are valid.",
    };

    private static string Chain(long records) => records switch
    {
        0 => "The log has no records.",
        1 => "Its record is valid.",
        _ => $"Its {Count(records, "record")} form a valid chain.",
    };

    private static string Count(long count, string noun)
        => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
