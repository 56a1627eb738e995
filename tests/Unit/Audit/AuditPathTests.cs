using System.Diagnostics;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

/// <summary>Folders and files that other users can control or that cannot be written.</summary>
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
    public void File_that_is_a_link_is_refused_and_its_target_stays_unchanged(string name)
    {
        Append(_audit);
        var target = _folder["target"];
        File.Move(Path.Combine(_audit.Folder, name), target);
        var bytes = File.ReadAllBytes(target);
        File.CreateSymbolicLink(Path.Combine(_audit.Folder, name), target);

        AssertUnsafe(AuditMessages.FileIsLink);
        Assert.Equal(bytes, File.ReadAllBytes(target));
    }

    [Fact]
    public void Dangling_link_is_refused_and_nothing_is_created()
    {
        Directory.CreateDirectory(_audit.Folder);
        File.CreateSymbolicLink(_audit.FilePath, _folder["target"]);

        AssertUnsafe(AuditMessages.FileIsLink);
        Assert.False(File.Exists(_folder["target"]));
    }

    [Theory]
    [InlineData("620")]
    [InlineData("602")]
    [InlineData("666")]
    public void Log_that_others_can_write_is_refused(string mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            Append(_audit);
            Run("chmod", mode, _audit.FilePath);

            AssertUnsafe(AuditMessages.FileIsWritable);
            Run("chmod", "644", _audit.FilePath);
            Assert.Equal(2, Append(_audit).Sequence);
        }
    }

    [Fact]
    public async Task Pipe_in_place_of_the_log_is_refused_without_waiting()
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_audit.Folder);
            Run("mkfifo", _audit.FilePath);

            await Task.Run(() => AssertUnsafe(AuditMessages.FileIsNotRegular)).WaitAsync(Gate.Patience);
        }
    }

    [Theory]
    [InlineData("750", false)]
    [InlineData("705", false)]
    [InlineData("770", true)]
    [InlineData("777", true)]
    public void Folder_that_others_can_access_causes_one_warning(string mode, bool isWritable)
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_audit.Folder);
            Run("chmod", mode, _audit.Folder);
            Append(_audit);
            Append(Open(_audit.Folder));
            Assert.Equal(2, _audit.Read(_log).Count());

            var warning = isWritable
                ? AuditMessages.FolderIsWritable(_audit.Folder)
                : AuditMessages.FolderIsReadable(_audit.Folder);
            Assert.Equal([warning], _log.Warnings);
        }
    }

    [Fact]
    public void Folder_that_is_a_link_causes_one_warning()
    {
        Append(_audit);
        Directory.CreateSymbolicLink(_folder["link"], _audit.Folder);
        var linked = Open(_folder["link"]);

        Assert.Equal(2, Append(linked).Sequence);
        Assert.Equal(2, linked.Read(_log).Count());
        Assert.Equal([AuditMessages.FolderIsLink(linked.Folder)], _log.Warnings);
    }

    [Fact]
    public void Copy_without_its_lock_file_is_read_and_verified_and_stays_unchanged()
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
    public void Log_on_a_read_only_mount_is_read_and_verified()
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
    public void Full_disk_leaves_no_file_per_record_and_the_log_unchanged()
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
    public void Incomplete_line_that_cannot_be_moved_on_a_full_disk_leaves_no_empty_file()
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
        var moved = Assert.Single(Directory.GetFiles(audit.Folder, "audit-incomplete-*"));
        Assert.Equal([AuditMessages.IncompleteLineMoved(13, moved)], _log.Warnings);
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

    private void AssertUnsafe(Func<string, string> message)
    {
        Action[] uses = [() => Append(_audit), _audit.EnsureWritable, () => _audit.Verify(), () => Assert.Empty(_audit.Read(_log))];
        foreach (var use in uses)
        {
            var error = Assert.Throws<CxException>(use);
            Assert.Equal("AuditPathUnsafe", error.ErrorId);
            Assert.Equal(message(Assert.IsType<string>(error.Item)), error.Message);
        }
    }
}
