using System.Globalization;
using CxOne;
using CxOne.Audit;

// AuditWriter hold: for each input line, holds the lock of the log in that folder, or releases it for an empty line.
if (args is ["hold"])
{
    FileStream? file = null;
    while (Console.In.ReadLine() is { } folder)
    {
        file?.Dispose();
        var path = Path.Combine(folder, "audit.lock");
        file = folder.Length == 0 ? null : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Console.Out.WriteLine(file is null ? "free" : "held");
        Console.Out.Flush();
    }

    file?.Dispose();
    return 0;
}

// AuditWriter <folder> <count> [tag]: appends the records and prints the id of each after Append has returned.
if (args.Length is not (2 or 3) || !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
{
    Console.Error.WriteLine("Usage: AuditWriter <folder> <count> [tag] | AuditWriter hold");
    return 2;
}

var log = new AuditLog(args[0], TimeProvider.System, new AuditOrigin("writer", "machine", Environment.ProcessId));
for (var number = 1; number <= count; number++)
{
    var record = log.Append(
        new AuditEntry
        {
            Action = "Test.Write", Outcome = AuditOutcome.Noted, Target = [args.Length == 3 ? args[2] : "writer", $"{number}"]
        },
        NullCxLog.Instance);
    Console.Out.WriteLine(record.AuditId);
    Console.Out.Flush();
}

return 0;
