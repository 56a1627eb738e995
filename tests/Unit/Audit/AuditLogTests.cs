using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

public sealed class AuditLogTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _clock = new(Start);
    private readonly RecordingLog _log = new();
    private readonly AuditLog _audit;

    public AuditLogTests() => _audit = new AuditLog(_folder["audit"], _clock, new AuditOrigin("me", "here", 42));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_are_numbered_from_1_and_contain_the_hash_of_the_previous_line()
    {
        var records = Enumerable.Range(1, 20).Select(number => Append($"entry {number}")).ToList();
        var lines = Lines();

        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), records.Select(record => record.Sequence));
        Assert.Equal(new string('0', 64), records[0].PreviousHash);
        for (var at = 1; at < 20; at++)
        {
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines[at - 1]))), records[at].PreviousHash);
        }

        var verification = _audit.Verify();
        Assert.True(verification.IsValid);
        Assert.Equal(20, verification.RecordCount);
        Assert.Equal(0, verification.IncompleteBytes);
        Assert.Equal(_audit.FilePath, verification.Path);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines[^1]))), verification.LastHash);
    }

    [Fact]
    public void Record_contains_all_values_and_is_read_unchanged()
    {
        using var json = JsonDocument.Parse("""{"a":[1,2.50,null,"x\ny"],"ü":"日本 😀 \" \\ </script>"}""");
        var written = _audit.Append(
            new AuditEntry
            {
                Action = "IvrDeployment.Publish",
                Outcome = AuditOutcome.Succeeded,
                OperationId = "operation-1",
                TenantId = "tenant-1",
                ActorId = "client-1",
                IsSandbox = true,
                Target = ["ivr-1", "ivr\r\n2"],
                Before = json.RootElement,
                After = json.RootElement,
                Details = json.RootElement,
            },
            _log);
        var read = Assert.Single(_audit.Read(_log));

        Assert.Equal(1, read.Sequence);
        Assert.Equal(written.AuditId, read.AuditId);
        Assert.Equal(Start, read.Timestamp);
        Assert.Equal("IvrDeployment.Publish", read.Action);
        Assert.Equal("Succeeded", read.Outcome);
        Assert.Equal("operation-1", read.OperationId);
        Assert.Equal("tenant-1", read.TenantId);
        Assert.Equal("client-1", read.ActorId);
        Assert.True(read.IsSandbox);
        Assert.Equal(["ivr-1", "ivr\r\n2"], read.Target);
        Assert.Equal(("me", "here", 42), (read.User, read.Machine, read.ProcessId));
        Assert.True(JsonElement.DeepEquals(json.RootElement, read.Before!.Value));
        Assert.True(JsonElement.DeepEquals(json.RootElement, read.After!.Value));
        Assert.True(JsonElement.DeepEquals(json.RootElement, read.Details!.Value));
        Assert.Single(Lines());
        Assert.Empty(_log.Everything);
    }

    [Fact]
    public void A_log_that_does_not_exist_is_not_valid_and_checking_it_creates_no_file()
    {
        Assert.Empty(_audit.Read(_log));
        var verification = _audit.Verify();

        Assert.False(verification.IsValid);
        Assert.Equal(0, verification.RecordCount);
        Assert.Null(verification.LastHash);
        Assert.False(Directory.Exists(_audit.Folder));
    }

    [Fact]
    public void EnsureWritable_writes_no_record()
    {
        _audit.EnsureWritable();

        Assert.Empty(_audit.Read(_log));
        Assert.Equal(1, Append("first").Sequence);
    }

    [Fact]
    public void Concurrent_threads_do_not_break_the_chain()
    {
        var ids = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, thread =>
        {
            for (var number = 0; number < 25; number++)
            {
                // Several AuditLog objects for one folder, as with several connections.
                ids.Add(new AuditLog(_audit.Folder, _clock).Append(Entry($"thread {thread}"), _log).AuditId);
            }
        });

        Assert.True(_audit.Verify().IsValid);
        Assert.Equal(ids.Order(StringComparer.Ordinal), _audit.Read(_log).Select(record => record.AuditId).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(16 * 1024)]
    [InlineData(32 * 1024)]
    [InlineData(64 * 1024)]
    [InlineData(128 * 1024)]
    public void Line_with_a_length_around_a_block_size_is_chained(int block)
    {
        foreach (var length in new[] { block - 2, block - 1, block, block + 1, block + 2 })
        {
            var overhead = Bytes(_audit.Append(Entry(string.Empty), _log));
            var record = _audit.Append(Entry(new string('x', length - overhead)), _log);
            Append("after");

            Assert.InRange(Bytes(record), length - 3, length + 3);
        }

        Assert.True(_audit.Verify().IsValid);
        Assert.Equal(15, _audit.Verify().RecordCount);
    }

    [Fact]
    public void Very_long_record_is_written_read_and_chained()
    {
        Append("before");
        var record = _audit.Append(Entry(new string('日', 3_000_000)), _log);
        Append("after");

        Assert.Equal(3, _audit.Verify().RecordCount);
        Assert.Equal(3_000_000, _audit.Read(_log).Single(read => read.AuditId == record.AuditId).Details!.Value.GetString()!.Length);
    }

    [Fact]
    public void Records_appended_during_a_read_are_not_returned()
    {
        Append("first");
        Append("second");
        var read = new List<long>();
        foreach (var record in _audit.Read(_log))
        {
            read.Add(record.Sequence);
            Append("meanwhile");
        }

        Assert.Equal([1, 2], read);
        Assert.Equal(4, _audit.Verify().RecordCount);
    }

    [Fact]
    public void Lines_that_are_not_records_are_skipped_with_a_warning()
    {
        Append("first");
        File.AppendAllText(_audit.FilePath, "rubbish\nnull\n{}\n");
        Append("last");

        Assert.Equal(["Test.Write", "Test.Write"], _audit.Read(_log).Select(record => record.Action));
        Assert.Equal([2, 3, 4], _log.Warnings.Select(warning => int.Parse(warning.Split(' ')[1], null)));
        Assert.All(_log.Warnings, warning => Assert.Contains(_audit.FilePath, warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Records_are_appended_after_a_damaged_last_line()
    {
        Append("first");
        Append("second");
        File.AppendAllText(_audit.FilePath, "rubbish\n");
        var record = Append("after");

        Assert.Equal(4, record.Sequence);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("rubbish"u8)), record.PreviousHash);
        Assert.Equal(3, _audit.Verify().FirstBrokenLine);
        Assert.Equal(5, Append("later").Sequence);
    }

    [Fact]
    public void Files_and_folder_of_the_log_are_accessible_to_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Append("first");
        File.AppendAllText(_audit.FilePath, "incomplete");
        Append("second");
        var files = Directory.GetFiles(_audit.Folder);

        Assert.Equal(3, files.Length);
        foreach (var file in files)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_audit.Folder));
    }

    [Fact]
    public void Error_about_a_folder_that_cannot_be_created_names_the_log_and_the_variable()
    {
        File.WriteAllText(_folder["file"], "a regular file");
        var audit = new AuditLog(Path.Combine(_folder["file"], "audit"), _clock);

        foreach (var error in new[]
        {
            Assert.Throws<CxException>(() => audit.Append(Entry("x"), _log)), Assert.Throws<CxException>(audit.EnsureWritable)
        })
        {
            Assert.Equal("AuditWriteFailed", error.ErrorId);
            Assert.Equal(CxErrorKind.Write, error.Definition.Kind);
            Assert.Contains(audit.FilePath, error.Message, StringComparison.Ordinal);
            Assert.Contains("CXONE_AUDIT_PATH", error.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("audit.jsonl")]
    [InlineData("audit.lock")]
    public async Task File_that_cannot_be_opened_fails_without_waiting(string name)
    {
        Directory.CreateDirectory(Path.Combine(_audit.Folder, name));
        await AssertFailsAtOnceAsync("AuditWriteFailed");
        Directory.Delete(Path.Combine(_audit.Folder, name));

        // A link to itself can never be opened; the failure must not be mistaken for a lock of another process.
        File.CreateSymbolicLink(Path.Combine(_audit.Folder, name), name);
        await AssertFailsAtOnceAsync("AuditPathUnsafe");

        async Task AssertFailsAtOnceAsync(string errorId)
        {
            var error = await Assert.ThrowsAsync<CxException>(() => Task.Run(() => Append("x")).WaitAsync(Gate.Patience / 3));
            Assert.Equal(errorId, error.ErrorId);
        }
    }

    [Fact]
    public void Log_that_cannot_be_read_throws_AuditLogBroken()
    {
        Directory.CreateDirectory(_audit.FilePath);

        var error = Assert.Throws<CxException>(_audit.Verify);
        Assert.Equal("AuditLogBroken", error.ErrorId);
        Assert.Contains(_audit.FilePath, error.Message, StringComparison.Ordinal);
        Assert.Equal(AuditMessages.ReadAction, error.RecommendedAction);
    }

    private static AuditEntry Entry(string details)
        => new() { Action = "Test.Write", Outcome = AuditOutcome.Noted, Details = JsonSerializer.SerializeToElement(details) };

    private AuditRecord Append(string details) => _audit.Append(Entry(details), _log);

    private string[] Lines()
    {
        var text = File.ReadAllText(_audit.FilePath);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return text[..^1].Split('\n');
    }

    private int Bytes(AuditRecord record) => Encoding.UTF8.GetByteCount(Lines()[(int)record.Sequence - 1]);
}
