using CxOne.Audit;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

/// <summary>A log that is divided because of its size.</summary>
public sealed class AuditPartsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_full_file_is_closed_and_the_chain_continues_in_the_next_one()
    {
        var log = Log(1000);
        var records = Enumerable.Range(1, 12).Select(number => log.Append(Note(number), NullCxLog.Instance)).ToList();
        var parts = Directory.GetFiles(_folder.FullName, "audit-0*.jsonl").Order(StringComparer.Ordinal).ToList();
        var verified = log.Verify();

        Assert.InRange(parts.Count, 2, 12);
        Assert.Equal("audit-000000000001.jsonl", Path.GetFileName(parts[0]));
        Assert.Equal(Enumerable.Range(1, 12).Select(number => (long)number), records.Select(record => record.Sequence));
        Assert.True(verified.IsValid, verified.Reason);
        Assert.Equal(12, verified.RecordCount);
        Assert.Equal(records.Select(record => record.AuditId), log.Read(NullCxLog.Instance).Select(record => record.AuditId));
        Assert.True(AuditFiles.Verify([.. parts, log.FilePath], null, CancellationToken.None).IsValid);
        Assert.False(AuditFiles.Verify([.. parts.Skip(1), log.FilePath], null, CancellationToken.None).IsValid);
    }

    [Fact]
    public void A_record_that_is_changed_in_a_closed_file_is_found_there()
    {
        var log = Log(1000);
        Enumerable.Range(1, 12).ToList().ForEach(number => log.Append(Note(number), NullCxLog.Instance));
        var part = Directory.GetFiles(_folder.FullName, "audit-0*.jsonl").Order(StringComparer.Ordinal).First();
        File.WriteAllText(part, File.ReadAllText(part).Replace("\"target-2\"", "\"target-9\"", StringComparison.Ordinal));

        var verified = log.Verify();

        Assert.Equal((false, part, 2L), (verified.IsValid, verified.Path, verified.FirstBrokenLine));
    }

    [Fact]
    public void The_outcome_of_an_operation_is_recorded_although_its_start_is_in_a_file_that_was_closed_since()
    {
        var (first, second) = (Log(1500), Log(1500));
        var operation = Guid.NewGuid().ToString("D");
        first.Append(Entry(AuditOutcome.Started, operation), NullCxLog.Instance);
        Enumerable.Range(1, 10).ToList().ForEach(number => second.Append(Note(number), NullCxLog.Instance));

        var outcome = first.Append(Entry(AuditOutcome.Succeeded, operation), NullCxLog.Instance);

        Assert.Equal(12, outcome.Sequence);
        Assert.True(first.Verify().IsValid);
    }

    [Fact]
    public void The_outcome_in_the_spool_is_added_although_its_start_is_in_a_closed_file()
    {
        var log = Log(1500);
        var operation = Guid.NewGuid().ToString("D");
        log.Append(Entry(AuditOutcome.Started, operation), NullCxLog.Instance);
        AuditWriteException kept;
        using (new FileStream(_folder["audit.lock"], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            using var stopped = new CancellationTokenSource();
            stopped.Cancel();
            kept = Assert.Throws<AuditWriteException>(
                () => log.Append(Entry(AuditOutcome.Succeeded, operation), NullCxLog.Instance, stopped.Token));
        }

        var other = new AuditLog(_folder.FullName, TimeProvider.System) { MaximumFileBytes = 1 };
        other.Append(Note(1), NullCxLog.Instance);
        other.Append(Entry(AuditOutcome.Started, Guid.NewGuid().ToString("D")), NullCxLog.Instance);

        Assert.Contains(log.Read(NullCxLog.Instance), record => record.AuditId == kept.Record.AuditId);
        Assert.True(log.Verify().IsValid);
    }

    [Fact]
    public void A_record_of_a_closed_file_can_be_used_and_is_verified_with_the_whole_log()
    {
        var log = Log(1000);
        Enumerable.Range(1, 12).ToList().ForEach(number => log.Append(Note(number), NullCxLog.Instance));
        var record = log.Read(NullCxLog.Instance).ElementAt(5);

        log.RequireVerified(record, force: false, NullCxLog.Instance, CancellationToken.None);
        AuditFiles.RequireVerified(record, force: false, NullCxLog.Instance, CancellationToken.None);
    }

    [Fact]
    public void A_process_that_was_killed_between_two_files_leaves_a_log_that_continues()
    {
        var log = Log(1000);
        log.Append(Note(1), NullCxLog.Instance);
        File.Move(log.FilePath, _folder["audit-000000000001.jsonl"]);
        Assert.True(log.Verify().IsValid);

        Assert.Equal(2, log.Append(Note(2), NullCxLog.Instance).Sequence);
        Assert.Equal(2, log.Verify().RecordCount);
    }

    [Fact]
    public void A_log_without_its_oldest_file_verifies_with_an_anchor_of_the_last_record_before()
    {
        var log = Log(1);
        Enumerable.Range(1, 4).ToList().ForEach(number => log.Append(Note(number), NullCxLog.Instance));
        var anchor = new AuditAnchor
        {
            Sequence = 2,
            Hash = AuditFiles.Verify(
                [_folder["audit-000000000001.jsonl"], _folder["audit-000000000002.jsonl"]], null, CancellationToken.None).LastHash!
        };
        File.Delete(_folder["audit-000000000001.jsonl"]);
        File.Delete(_folder["audit-000000000002.jsonl"]);

        Assert.False(log.Verify().IsValid);
        var verified = log.Verify(null, [anchor], CancellationToken.None);
        Assert.True(verified.IsValid, verified.Reason);
        Assert.Equal((2, 4L, 1), (verified.RecordCount, verified.LastSequence, verified.AnchorCount));
    }

    [Theory]
    [InlineData(null, AuditLog.DefaultMaximumFileBytes)]
    [InlineData("0", 0L)]
    [InlineData("5", 5L * 1024 * 1024)]
    public void The_size_comes_from_the_environment(string? text, long expected)
        => Assert.Equal(expected, AuditFolders.MaximumBytes(_ => text));

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("many")]
    public void A_size_that_is_not_a_whole_number_is_refused(string text)
        => Assert.Throws<CxValidationException>(() => AuditFolders.MaximumBytes(_ => text));

    private static AuditEntry Note(int number)
        => new() { Action = "Test.Write", Outcome = AuditOutcome.Noted, Target = [$"target-{number}"] };

    private static AuditEntry Entry(string outcome, string operation)
        => new() { Action = "Test.Write", Outcome = outcome, OperationId = operation };

    private AuditLog Log(long maximum) => new(_folder.FullName, TimeProvider.System) { MaximumFileBytes = maximum };
}
