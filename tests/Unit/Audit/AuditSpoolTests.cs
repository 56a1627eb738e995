using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

/// <summary>Records of outcomes that cannot be written to the log.</summary>
public sealed class AuditSpoolTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _clock = new(Start);
    private readonly RecordingLog _log = new();
    private readonly AuditLog _audit;

    public AuditSpoolTests() => _audit = Open();

    private string State => _folder["state"];

    private string Aside => _folder["aside"];

    public void Dispose() => _folder.Dispose();

    /// <summary>How the log is lost between the two records of an operation.</summary>
    public static TheoryData<string> Losses() =>
    [
        "folder moved away", "folder replaced by a folder", "folder replaced by another log", "folder replaced by a file",
        "folder removed with its log", "log removed", "log replaced by another log", "log replaced by a folder", "log replaced by a link",
        "log writable by others", "lock replaced by a folder",
    ];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Outcome_without_its_log_is_saved_to_a_file_and_added_once_when_the_log_is_back(string loss)
    {
        var other = Open();
        Append(_audit, "other", AuditOutcome.Noted);
        var started = Append(_audit, "operation", AuditOutcome.Started);
        var bytes = File.ReadAllBytes(_audit.FilePath);
        var mend = Lose(loss);
        _clock.Advance(TimeSpan.FromSeconds(5));

        var error = Assert.Throws<AuditWriteException>(() => Append(_audit, "operation", AuditOutcome.Succeeded));

        Assert.Equal("AuditWriteFailed", error.ErrorId);
        Assert.Equal((AuditOutcome.Succeeded, "operation", 0), (error.Record.Outcome, error.Record.OperationId, error.Record.Sequence));
        Assert.Contains(error.SpoolPath!, error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(error.SpoolPath));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(error.SpoolPath));
        }

        Assert.Equal([error.SpoolPath!], Open().FindSpoolFiles(NullCxLog.Instance));
        mend();
        if (loss is "folder removed with its log" or "log removed")
        {
            // The log with the operation no longer exists: the file is reported and kept.
            Append(Open(), "next", AuditOutcome.Started);
            var warning = Assert.Single(_log.Warnings);
            Assert.Equal(AuditMessages.SpoolSkipped(error.SpoolPath!, AuditMessages.NoOperationReason), warning);
            Assert.True(File.Exists(error.SpoolPath));
            return;
        }

        Assert.Equal(bytes, File.ReadAllBytes(_audit.FilePath));
        Assert.Equal([new AuditSpoolFile(error.SpoolPath!, null)], Open().CheckSpoolFiles(NullCxLog.Instance, CancellationToken.None));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Append(other, "next", AuditOutcome.Started);
        Append(Open(), "next but one", AuditOutcome.Started);

        Assert.False(File.Exists(error.SpoolPath));
        Assert.Empty(Open().FindSpoolFiles(_log));
        var records = Open().Read(_log).ToList();
        Assert.Equal(["other", "operation", "operation", "next", "next but one"], records.Select(record => record.OperationId));
        Assert.Equal(error.Record.AuditId, records[2].AuditId);
        Assert.Equal(AuditOutcome.Succeeded, records[2].Outcome);
        Assert.Equal(started.Timestamp.AddSeconds(10), records[2].Timestamp);
        Assert.Equal(started.Timestamp.AddSeconds(5), records[2].Details!.Value.GetProperty("spooledAt").GetDateTimeOffset());
        Assert.Equal("operation", records[2].Details!.Value.GetProperty("what").GetString());
        Assert.True(Open().Verify().IsValid);
        Assert.Empty(_log.Warnings);
    }

    [TinyDiskFact]
    public void Outcome_on_a_full_disk_is_saved_to_the_state_folder_and_the_log_stays_unchanged()
    {
        using var disk = new TinyDisk();
        var audit = Open(Path.Combine(disk.FullName, "audit"));
        Append(audit, "operation", AuditOutcome.Started);
        var bytes = File.ReadAllBytes(audit.FilePath);
        disk.Fill();

        var entry = Entry("operation", AuditOutcome.Succeeded, new string('x', 8192));
        var error = Assert.Throws<AuditWriteException>(() => audit.Append(entry, _log));

        Assert.Contains("space", error.Message, StringComparison.Ordinal);
        Assert.StartsWith(State, error.SpoolPath, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(audit.FilePath));
        Assert.Equal(2, Directory.GetFiles(audit.Folder).Length);

        disk.Free();
        Append(Open(audit.Folder), "next", AuditOutcome.Started);
        Assert.Equal(["operation", "operation", "next"], audit.Read(_log).Select(record => record.OperationId));
        Assert.Equal(0, audit.Verify().IncompleteBytes);
        Assert.Empty(_log.Warnings);
    }

    [TinyDiskFact]
    public void Outcome_on_a_read_only_disk_is_saved_to_the_state_folder()
    {
        using var disk = new TinyDisk();
        var audit = Open(Path.Combine(disk.FullName, "audit"));
        Append(audit, "operation", AuditOutcome.Started);
        disk.MakeReadOnly();

        var error = Assert.Throws<AuditWriteException>(() => Append(audit, "operation", AuditOutcome.Unknown));

        Assert.StartsWith(State, error.SpoolPath, StringComparison.Ordinal);
        disk.MakeWritable();
        Append(Open(audit.Folder), "next", AuditOutcome.Started);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Unknown, AuditOutcome.Started], audit.Read(_log).Select(record => record.Outcome));
    }

    [Fact]
    public void Outcome_that_can_be_saved_nowhere_is_reported_without_a_file()
    {
        var audit = new AuditLog(_folder["audit"], _clock);
        Append(audit, "operation", AuditOutcome.Started);
        Directory.Move(audit.Folder, Aside);

        var error = Assert.Throws<AuditWriteException>(() => Append(audit, "operation", AuditOutcome.Succeeded));

        Assert.Null(error.SpoolPath);
        Assert.Contains(error.Record.AuditId, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(audit.Folder));
    }

    [Fact]
    public void File_whose_record_is_already_in_the_log_is_only_deleted()
    {
        var spool = Spooled();
        var copy = File.ReadAllBytes(spool);
        Append(Open(), "next", AuditOutcome.Started);

        // As a process leaves it that is killed between the two steps.
        File.WriteAllBytes(spool, copy);
        Append(Open(), "next but one", AuditOutcome.Started);

        Assert.False(File.Exists(spool));
        Assert.Single(_audit.Read(_log), record => record is { OperationId: "operation", Outcome: AuditOutcome.Succeeded });
    }

    [TinyDiskFact]
    public void File_that_cannot_be_deleted_causes_one_warning_and_its_record_is_added_once()
    {
        using var disk = new TinyDisk();
        var audit = new AuditLog(_folder["audit"], _clock, null, Path.Combine(disk.FullName, "spool"));
        Append(audit, "operation", AuditOutcome.Started);
        Directory.Move(audit.Folder, Aside);
        var error = Assert.Throws<AuditWriteException>(() => Append(audit, "operation", AuditOutcome.Succeeded));
        Directory.Move(Aside, audit.Folder);
        disk.MakeReadOnly();

        Append(audit, "next", AuditOutcome.Started);
        Append(audit, "next but one", AuditOutcome.Started);

        Assert.Equal(["operation", "operation", "next", "next but one"], audit.Read(_log).Select(record => record.OperationId));
        Assert.Contains(error.SpoolPath!, Assert.Single(_log.Warnings), StringComparison.Ordinal);
        Assert.True(File.Exists(error.SpoolPath));
    }

    public static TheoryData<string> Plants() =>
    [
        "of an operation that the log does not hold", "of an operation that has ended", "of another action", "of another object",
        "of another tenant",
        "without an operation", "that starts something", "link", "second name", "pipe", "folder", "writable by the group",
        "writable by everyone",
        "of another user", "incomplete", "empty", "no record",
    ];

    [Theory]
    [MemberData(nameof(Plants))]
    public void Planted_file_is_reported_once_and_kept(string plant)
    {
        string[] unix = ["link", "second name", "pipe", "writable by the group", "writable by everyone", "of another user"];
        if (OperatingSystem.IsWindows() && unix.Contains(plant))
        {
            return;
        }

        var spool = Spooled();
        var json = JsonNode.Parse(File.ReadAllText(spool))!.AsObject();
        switch (plant)
        {
            case "of an operation that the log does not hold":
                Rewrite("operationId", "another");
                break;
            case "of an operation that has ended":
                Rewrite("operationId", "ended");
                break;
            case "of another action":
                Rewrite("action", "Test.Other");
                break;
            case "of another object":
                json["target"] = new JsonArray("another");
                Rewrite("outcome", "Succeeded");
                break;
            case "of another tenant":
                Rewrite("tenantId", "another");
                break;
            case "without an operation":
                Rewrite("operationId", null);
                break;
            case "that starts something":
                Rewrite("outcome", "Started");
                break;
            case "link":
                File.Move(spool, Aside);
                File.CreateSymbolicLink(spool, Aside);
                break;
            case "second name":
                Run("ln", spool, Aside);
                break;
            case "pipe":
                File.Delete(spool);
                Run("mkfifo", spool);
                break;
            case "folder":
                File.Delete(spool);
                Directory.CreateDirectory(spool);
                break;
            case "writable by the group":
                Run("chmod", "620", spool);
                break;
            case "writable by everyone":
                Run("chmod", "602", spool);
                break;
            case "of another user":
                if (!Environment.IsPrivilegedProcess)
                {
                    return;
                }

                Run("chown", "12345", spool);
                break;
            case "incomplete":
                File.WriteAllText(spool, File.ReadAllText(spool)[..^1]);
                break;
            case "empty":
                File.WriteAllText(spool, string.Empty);
                break;
            default:
                File.WriteAllText(spool, "{}\n");
                break;
        }

        var found = Assert.Single(Open().CheckSpoolFiles(NullCxLog.Instance, CancellationToken.None));
        Assert.Equal(spool, found.Path);
        Append(Open(), "next", AuditOutcome.Started);
        Append(Open(), "next but one", AuditOutcome.Started);

        // CheckSpoolFiles returns the same reason as the warning of the next change.
        Assert.Contains($": {found.Reason}.", Assert.Single(_log.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(_audit.Read(_log), record => record.AuditId == json["auditId"]!.GetValue<string>());
        Assert.Contains(spool, Assert.Single(_log.Warnings), StringComparison.Ordinal);
        Assert.NotNull(FileFacts.OfPath(spool));

        void Rewrite(string member, string? value)
        {
            json[member] = value;
            File.WriteAllText(spool, json.ToJsonString() + "\n");
        }
    }

    [Fact]
    public void File_that_another_process_is_writing_is_added_later_without_a_warning()
    {
        var spool = Spooled();
        using (new FileStream(spool, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Append(Open(), "next", AuditOutcome.Started);
        }

        Assert.Empty(_log.Warnings);
        Append(Open(), "next but one", AuditOutcome.Started);
        Assert.Equal(["Started", "Started", "Succeeded", "Started"], _audit.Read(_log).Skip(2).Select(record => record.Outcome));
    }

    [Fact]
    public void State_folder_that_cannot_be_searched_causes_one_warning_and_stops_no_change()
    {
        File.CreateSymbolicLink(State, State);
        Append(_audit, "operation", AuditOutcome.Started);
        Append(_audit, "operation", AuditOutcome.Succeeded);
        Append(_audit, "next", AuditOutcome.Started);

        Assert.Contains(State, Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Note_that_cannot_be_written_throws_and_leaves_no_file()
    {
        File.WriteAllText(_folder["audit"], string.Empty);

        var error = Assert.Throws<CxException>(() => Append(_audit, "note", AuditOutcome.Noted));

        Assert.IsNotType<AuditWriteException>(error);
        Assert.False(Directory.Exists(State));
    }

    [Fact]
    public async Task Change_whose_start_cannot_be_recorded_has_no_outcome_to_save()
    {
        await using var session = await TestSession.ConnectAsync();
        var trail = new AuditTrail(session.Connection, "Test.Write", ["thing"], session.Log);
        Directory.CreateDirectory(session.Connection.AuditLog.FilePath);
        var first = Assert.Throws<CxException>(() => Record(AuditOutcome.Started));

        Directory.Delete(session.Connection.AuditLog.FilePath);
        Assert.Same(first, Assert.Throws<CxException>(() => Record(AuditOutcome.Failed)));
        Assert.Empty(session.Connection.AuditLog.Read(session.Log));

        void Record(string outcome)
            => trail.Record(outcome, JsonSerializer.SerializeToElement("details"), CxOne.Http.CxJson.Default.JsonElement);
    }

    private static AuditEntry Entry(string operation, string outcome, string? text = null) => new()
    {
        Action = "Test.Write",
        Outcome = outcome,
        OperationId = operation,
        TenantId = "tenant",
        ActorId = "client",
        Target = ["thing"],
        Details = JsonSerializer.SerializeToElement(new { what = text ?? operation }),
    };

    private static void Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private AuditLog Open(string? folder = null) => new(folder ?? _folder["audit"], _clock, new AuditOrigin("me", "here", 42), State);

    private AuditRecord Append(AuditLog audit, string operation, string outcome) => audit.Append(Entry(operation, outcome), _log);

    /// <summary>Creates an operation whose outcome is in a file next to the log, and another one that has ended.</summary>
    private string Spooled()
    {
        Append(_audit, "ended", AuditOutcome.Started);
        Append(_audit, "ended", AuditOutcome.Succeeded);
        Append(_audit, "operation", AuditOutcome.Started);
        var lockPath = Path.Combine(_audit.Folder, "audit.lock");
        File.Delete(lockPath);
        Directory.CreateDirectory(lockPath);
        var error = Assert.Throws<AuditWriteException>(() => Append(_audit, "operation", AuditOutcome.Succeeded));
        Directory.Delete(lockPath);
        Assert.Equal(_audit.Folder, Path.GetDirectoryName(error.SpoolPath));
        return error.SpoolPath!;
    }

    /// <returns>The action that restores the log.</returns>
    private Action Lose(string loss)
    {
        var lockPath = Path.Combine(_audit.Folder, "audit.lock");
        switch (loss)
        {
            case "folder moved away":
                Directory.Move(_audit.Folder, Aside);
                return () => Directory.Move(Aside, _audit.Folder);
            case "folder replaced by a folder" or "folder replaced by another log":
                Directory.Move(_audit.Folder, Aside);
                Directory.CreateDirectory(_audit.Folder);
                if (loss == "folder replaced by another log")
                {
                    File.Copy(Path.Combine(Aside, AuditLog.FileName), _audit.FilePath);
                }

                return () =>
                {
                    Directory.Delete(_audit.Folder, recursive: true);
                    Directory.Move(Aside, _audit.Folder);
                };
            case "folder replaced by a file":
                Directory.Move(_audit.Folder, Aside);
                File.WriteAllText(_audit.Folder, string.Empty);
                return () =>
                {
                    File.Delete(_audit.Folder);
                    Directory.Move(Aside, _audit.Folder);
                };
            case "folder removed with its log":
                Directory.Delete(_audit.Folder, recursive: true);
                return () => { };
            case "log removed":
                File.Delete(_audit.FilePath);
                return () => { };
            case "log replaced by another log" or "log replaced by a folder" or "log replaced by a link":
                File.Move(_audit.FilePath, Aside);
                if (loss == "log replaced by another log")
                {
                    File.Copy(Aside, _audit.FilePath);
                    return () => File.Move(Aside, _audit.FilePath, overwrite: true);
                }

                if (loss == "log replaced by a link")
                {
                    File.CreateSymbolicLink(_audit.FilePath, Aside);
                    return () => File.Move(Aside, _audit.FilePath, overwrite: true);
                }

                Directory.CreateDirectory(_audit.FilePath);
                return () =>
                {
                    Directory.Delete(_audit.FilePath);
                    File.Move(Aside, _audit.FilePath);
                };
            case "log writable by others":
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(_audit.FilePath, File.GetUnixFileMode(_audit.FilePath) | UnixFileMode.GroupWrite);
                }

                return () =>
                {
                    if (!OperatingSystem.IsWindows())
                    {
                        File.SetUnixFileMode(_audit.FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                    }
                };
            default:
                File.Delete(lockPath);
                Directory.CreateDirectory(lockPath);
                return () => Directory.Delete(lockPath);
        }
    }
}
