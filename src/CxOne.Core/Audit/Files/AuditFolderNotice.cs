using System.Collections.Concurrent;

namespace CxOne.Audit;

/// <summary>Warns once per process about a log folder that is a link or open to other users.</summary>
internal static class AuditFolderNotice
{
    private static readonly ConcurrentDictionary<string, bool> Warned = new(StringComparer.Ordinal);

    public static void Warn(string folder, ICxLog log)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Warned.ContainsKey(full) || FileFacts.OfPath(full) is not { } facts)
        {
            return;
        }

        var reason = facts switch
        {
            { Kind: FileKind.Link } => "is a link: whoever can change the link decides which log is written and read",
            { IsWritableByOthers: true } => "can be written by other users, who can replace the log",
            { IsOpenToOthers: true } => "can be read by other users",
            _ => null,
        };
        if (reason is not null && Warned.TryAdd(full, true))
        {
            log.Warning($"The audit log's folder {full} {reason}. Choose a folder that only this user can open.");
        }
    }
}
