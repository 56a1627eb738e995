using System.Globalization;
using CxOne;
using CxOne.Audit;

// AuditWriter <folder> <count> [tag]: appends count records and prints the id of each once Append has returned.
if (args.Length is not (2 or 3) || !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
{
    Console.Error.WriteLine("Usage: AuditWriter <folder> <count> [tag]");
    return 2;
}

var log = new AuditLog(args[0], TimeProvider.System, new AuditOrigin("writer", "machine", Environment.ProcessId));
for (var number = 1; number <= count; number++)
{
    var record = log.Append(
        new AuditEntry { Action = "Test.Write", Outcome = AuditOutcome.Noted, Target = [args.Length == 3 ? args[2] : "writer", $"{number}"] },
        NullCxLog.Instance);
    Console.Out.WriteLine(record.AuditId);
    Console.Out.Flush();
}

return 0;
