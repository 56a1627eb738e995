using System.Diagnostics;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

/// <summary>Folders and files that others could have put there, or that cannot be written.</summary>
public sealed class AuditPathTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RecordingLog _log = new();
    private readonly AuditLog _audit;

    public AuditPathTests() => _audit = Open(_folder["audit"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("audit.jsonl")]
    [InlineData("audit.lock")]
    public void A_file_that_is_a_link_is_refused_and_its_target_stays_as_it_was(string name)
    {
        Append(_audit);
        var target = _folder["target"];
        File.Move(Path.Combine(_audit.Folder, name), target);
        var bytes = File.ReadAllBytes(target);
        File.CreateSymbolicLink(Path.Combine(_audit.Folder, name), target);

        AssertUnsafe("is a link");
        Assert.Equal(bytes, File.ReadAllBytes(target));
    }

    [Fact]
    public void A_link_to_nothing_is_refused_and_nothing_is_created()
    {
        Directory.CreateDirectory(_audit.Folder);
        File.CreateSymbolicLink(_audit.FilePath, _folder["target"]);

        AssertUnsafe("is a link");
        Assert.False(File.Exists(_folder["target"]));
    }

    [Theory]
    [InlineData("620")]
    [InlineData("602")]
    [InlineData("666")]
    public void A_log_that_others_can_write_is_refused(string mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            Append(_audit);
            Run("chmod", mode, _audit.FilePath);

            AssertUnsafe("can be written by other users");
            Run("chmod", "644", _audit.FilePath);
            Assert.Equal(2, Append(_audit).Sequence);
        }
    }

    [Fact]
    public async Task A_pipe_in_place_of_the_log_is_refused_at_once()
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_audit.Folder);
            Run("mkfifo", _audit.FilePath);

            await Task.Run(() => AssertUnsafe("is not a regular file")).WaitAsync(Gate.Patience);
        }
    }

    [Theory]
    [InlineData("750", "can be read by other users")]
    [InlineData("705", "can be read by other users")]
    [InlineData("770", "can be written by other users")]
    [InlineData("777", "can be written by other users")]
    public void An_open_folder_is_a_warning_once(string mode, string reason)
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_audit.Folder);
            Run("chmod", mode, _audit.Folder);
            Append(_audit);
            Append(Open(_audit.Folder));
            Assert.Equal(2, _audit.Read(_log).Count());

            Assert.Contains(reason, Assert.Single(_log.Warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_that_is_a_link_is_a_warning_once()
    {
        Append(_audit);
        Directory.CreateSymbolicLink(_folder["link"], _audit.Folder);
        var linked = Open(_folder["link"]);

        Assert.Equal(2, Append(linked).Sequence);
        Assert.Equal(2, linked.Read(_log).Count());
        Assert.Contains("is a link", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_without_its_lock_file_is_read_and_verified_and_stays_as_it_was()
    {
        Append(_audit);
        Directory.CreateDirectory(_folder["copy"]);
        var copy = Open(_folder["copy"]);
        File.Copy(_audit.FilePath, copy.FilePath);

        Assert.True(copy.Verify().IsValid);
        Assert.Single(copy.Read(NullCxLog.Instance));
        Assert.Single(Directory.GetFiles(copy.Folder));
    }

    [TinyDiskFact]
    public void A_log_on_a_read_only_mount_is_read_and_verified()
    {
        using var disk = new TinyDisk();
        var audit = Open(Path.Combine(disk.FullName, "audit"));
        Append(audit);
        Append(audit);
        disk.MakeReadOnly();

        Assert.Equal((true, 2), (audit.Verify().IsValid, audit.Verify().RecordCount));
        Assert.Equal(2, audit.Read(_log).Count());
        Assert.Equal("AuditWriteFailed", Assert.Throws<CxException>(audit.EnsureWritable).ErrorId);

        disk.MakeWritable();
        File.Delete(Path.Combine(audit.Folder, "audit.lock"));
        disk.MakeReadOnly();
        Assert.Equal((true, 2), (audit.Verify().IsValid, audit.Verify().RecordCount));
    }

    [TinyDiskFact]
    public void A_full_disk_leaves_no_file_per_record_and_the_log_as_it_was()
    {
        using var disk = new TinyDisk();
        var audit = Open(Path.Combine(disk.FullName, "audit"));
        Append(audit);
        var bytes = File.ReadAllBytes(audit.FilePath);
        disk.Fill();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var error = Assert.Throws<CxException>(() => audit.Append(Entry(new string('x', 8192)), _log));
            Assert.Contains("space", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(bytes, File.ReadAllBytes(audit.FilePath));
        var left = Directory.GetFiles(audit.Folder).Select(Path.GetFileName);
        Assert.Equal(["audit.jsonl", "audit.lock"], left.Order(StringComparer.Ordinal));
        disk.Free();
        Assert.Equal(2, Append(audit).Sequence);
        Assert.Empty(_log.Warnings);
    }

    [TinyDiskFact]
    public void An_incomplete_line_that_a_full_disk_cannot_set_aside_leaves_no_empty_file()
    {
        using var disk = new TinyDisk();
        var audit = Open(Path.Combine(disk.FullName, "audit"));
        Append(audit);
        File.AppendAllText(audit.FilePath, "{\"sequence\":2");
        disk.Fill();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Contains("space", Assert.Throws<CxException>(() => Append(audit)).Message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(audit.Folder, "audit-incomplete-*"));
        disk.Free();
        Assert.Equal(2, Append(audit).Sequence);
        var warning = Assert.Single(_log.Warnings);
        Assert.Contains("the process was ended or the disk was full", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("killed", warning, StringComparison.Ordinal);
    }

    private static AuditLog Open(string folder) => new(folder, TimeProvider.System);

    private static AuditEntry Entry(string text) => new() { Action = "Test.Write", Outcome = AuditOutcome.Noted, Target = [text] };

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private AuditRecord Append(AuditLog audit) => audit.Append(Entry("thing"), _log);

    private void AssertUnsafe(string reason)
    {
        Action[] uses = [() => Append(_audit), _audit.EnsureWritable, () => _audit.Verify(), () => Assert.Empty(_audit.Read(_log))];
        foreach (var use in uses)
        {
            var error = Assert.Throws<CxException>(use);
            Assert.Equal("AuditPathUnsafe", error.ErrorId);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }
}
