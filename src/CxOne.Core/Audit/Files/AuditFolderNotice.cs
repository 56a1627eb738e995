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

        var warning = facts switch
        {
            { Kind: FileKind.Link } => AuditMessages.FolderIsLink(full),
            { IsWritableByOthers: true } => AuditMessages.FolderIsWritable(full),
            { IsOpenToOthers: true } => AuditMessages.FolderIsReadable(full),
            _ => null,
        };
        if (warning is not null && Warned.TryAdd(full, true))
        {
            log.Warning(warning);
        }
    }
}
