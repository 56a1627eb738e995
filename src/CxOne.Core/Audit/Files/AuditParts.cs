using System.Globalization;
using System.Text.RegularExpressions;

namespace CxOne.Audit;

/// <summary>
/// The files of a log that was divided because of its size: <c>audit-000000000001.jsonl</c> and so on, named after their first record, and
/// the current file. Their chain continues from one to the next.
/// </summary>
internal static partial class AuditParts
{
    /// <summary>Returns the closed files of the log in a folder, oldest first.</summary>
    /// <exception cref="IOException">The folder could not be read.</exception>
    public static IReadOnlyList<string> Closed(string folder)
        => Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "audit-*.jsonl").Where(IsPart).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>
    /// Returns all files of the log in a folder, oldest first. The last one is the current file. A process that was killed may have closed
    /// a file and not started the next one.
    /// </summary>
    /// <exception cref="IOException">The folder could not be read.</exception>
    public static IReadOnlyList<string> All(string folder)
    {
        var current = Path.Combine(folder, AuditLog.FileName);
        return Closed(folder) is { Count: > 0 } closed && FileFacts.OfPath(current) is null ? closed : [.. Closed(folder), current];
    }

    /// <summary>Returns all files of the log that a file belongs to; the file alone if it was copied or renamed.</summary>
    public static IReadOnlyList<string> OfLog(string path)
        => Path.GetFileName(path) == AuditLog.FileName || IsPart(path) ? All(Path.GetDirectoryName(Path.GetFullPath(path))!) : [path];

    /// <summary>Returns whether a file is a closed file of the log in a folder.</summary>
    public static bool Contains(string folder, FileIdentity file) => Closed(folder).Any(path => FileFacts.OfPath(path)?.Identity == file);

    /// <summary>Returns the path of the file that starts with a record.</summary>
    public static string PathOf(string folder, long firstSequence)
        => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"audit-{firstSequence:000000000000}.jsonl"));

    private static bool IsPart(string path) => PartName().IsMatch(Path.GetFileName(path));

    [GeneratedRegex(@"^audit-\d{12,}\.jsonl$", RegexOptions.CultureInvariant)]
    private static partial Regex PartName();
}
