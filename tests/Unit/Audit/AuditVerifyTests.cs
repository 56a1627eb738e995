using System.Text;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

public sealed class AuditVerifyTests : IDisposable
{
    private const int Records = 8;
    private readonly TempFolder _folder = new();
    private readonly AuditLog _audit;
    private readonly List<string> _ids = [];

    public AuditVerifyTests()
    {
        _audit = new AuditLog(_folder.FullName, new ManualTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));
        for (var number = 1; number <= Records; number++)
        {
            _ids.Add(
                _audit.Append(
                    new AuditEntry { Action = "Test.Write", Outcome = AuditOutcome.Succeeded, Target = [$"thing-{number}"] },
                    NullCxLog.Instance).AuditId);
        }
    }

    public static TheoryData<int> AllButTheLast() => [.. Enumerable.Range(1, Records - 1)];

    public static TheoryData<int> All() => [.. Enumerable.Range(1, Records)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(AllButTheLast))]
    public void Changed_record_is_reported(int number)
    {
        Change(number, line => line.Replace($"thing-{number}", $"thing-{number + 1}", StringComparison.Ordinal));

        AssertBroken(number, _ids[number - 1], AuditMessages.ChangedByNextReason);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Any_changed_byte_of_a_record_before_the_last_is_found(int number)
    {
        var original = File.ReadAllBytes(_audit.FilePath);
        var start = 0;
        for (var line = 1; line < number; line++)
        {
            start = Array.IndexOf(original, (byte)'\n', start) + 1;
        }

        var end = Array.IndexOf(original, (byte)'\n', start);
        var random = new Random(number);
        for (var round = 0; round < 40; round++)
        {
            var damaged = (byte[])original.Clone();
            damaged[random.Next(start, end)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(_audit.FilePath, damaged);
            var verification = _audit.Verify();

            // Only the form and position of the last record can be verified: no later record contains its hash.
            if (number < Records)
            {
                Assert.False(verification.IsValid);
                Assert.Equal(number, verification.FirstBrokenLine);
            }
        }
    }

    [Fact]
    public void Change_of_the_last_record_changes_the_last_hash()
    {
        var before = _audit.Verify();
        Change(Records, line => line.Replace($"thing-{Records}", "thing-0", StringComparison.Ordinal));
        var after = _audit.Verify();

        Assert.True(after.IsValid);
        Assert.NotEqual(before.LastHash, after.LastHash);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Line_that_is_not_a_record_is_reported(int number)
    {
        Change(number, _ => "rubbish");

        AssertBroken(number, null, AuditMessages.NotARecordReason(string.Empty)[..^1]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Changed_sequence_number_is_reported(int number)
    {
        Change(number, line => line.Replace($"\"sequence\":{number}", "\"sequence\":99", StringComparison.Ordinal));

        AssertBroken(number, _ids[number - 1], AuditMessages.SequenceReason(99, number));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(Records - 1)]
    public void Changed_hash_of_the_previous_line_is_reported(int number)
    {
        Change(number, line =>
        {
            var json = JsonNode.Parse(line)!;
            json["previousHash"] = new string('a', 64);
            return json.ToJsonString();
        });

        AssertBroken(number, _ids[number - 1], AuditMessages.ChangedReason);
    }

    [Theory]
    [MemberData(nameof(AllButTheLast))]
    public void Record_after_a_removed_record_is_reported(int number)
    {
        Rewrite(lines => lines.RemoveAt(number - 1));

        AssertBroken(number, _ids[number], number == 1 ? AuditMessages.FirstLineReason : AuditMessages.MovedReason(number + 1, number));
    }

    [Fact]
    public void Removed_last_records_change_the_record_count_and_the_last_hash()
    {
        var before = _audit.Verify();
        Rewrite(lines => lines.RemoveRange(Records - 3, 3));
        var after = _audit.Verify();

        Assert.True(after.IsValid);
        Assert.Equal(Records - 3, after.RecordCount);
        Assert.NotEqual(before.LastHash, after.LastHash);
    }

    [Theory]
    [MemberData(nameof(AllButTheLast))]
    public void First_of_two_swapped_records_is_reported(int number)
    {
        Rewrite(lines => (lines[number - 1], lines[number]) = (lines[number], lines[number - 1]));

        AssertBroken(number, _ids[number], null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Log_without_its_first_records_is_invalid_at_line_1(int removed)
    {
        Rewrite(lines => lines.RemoveRange(0, removed));

        AssertBroken(1, _ids[removed], AuditMessages.FirstLineReason);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Duplicated_record_is_reported_at_its_second_line(int number)
    {
        Rewrite(lines => lines.Insert(number, lines[number - 1]));

        AssertBroken(number + 1, _ids[number - 1], null);
    }

    [Fact]
    public void Forged_record_between_two_others_is_reported()
    {
        Rewrite(lines => lines.Insert(4, lines[4].Replace("thing-5", "thing-x", StringComparison.Ordinal)));

        Assert.InRange(_audit.Verify().FirstBrokenLine!.Value, 5, 6);
    }

    [Fact]
    public void Empty_lines_and_other_line_ends_are_reported_as_changes()
    {
        Rewrite(lines => lines.Insert(3, string.Empty));
        AssertBroken(4, null, AuditMessages.NotARecordReason(string.Empty)[..^1]);

        Rewrite(lines =>
        {
            lines.RemoveAt(3);
            lines[2] += "\r";
        });
        AssertBroken(3, _ids[2], AuditMessages.ChangedByNextReason);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"sequence\":9,\"aud")]
    [InlineData("rubbish")]
    public void Incomplete_last_line_is_reported_and_the_log_stays_valid(string incomplete)
    {
        File.AppendAllText(_audit.FilePath, incomplete);
        var verification = _audit.Verify();

        Assert.True(verification.IsValid);
        Assert.Equal(Records, verification.RecordCount);
        Assert.Equal(incomplete.Length, verification.IncompleteBytes);
    }

    [Theory]
    [InlineData(Records)]
    [InlineData(0)]
    public void Next_record_moves_an_incomplete_last_line_to_a_file(int complete)
    {
        Rewrite(lines => lines.RemoveRange(complete, Records - complete));
        File.AppendAllText(_audit.FilePath, "{\"sequence\":9,\"aud");
        var log = new RecordingLog();
        var record = _audit.Append(new AuditEntry { Action = "Test.Write", Outcome = AuditOutcome.Noted }, log);

        Assert.Equal(complete + 1, record.Sequence);
        var verification = _audit.Verify();
        Assert.True(verification.IsValid);
        Assert.Equal(complete + 1, verification.RecordCount);
        Assert.Equal(0, verification.IncompleteBytes);
        var aside = Assert.Single(Directory.GetFiles(_folder.FullName, "audit-incomplete-*.txt"));
        Assert.Equal("{\"sequence\":9,\"aud", File.ReadAllText(aside));
        var warning = Assert.Single(log.Warnings);
        Assert.Equal(AuditMessages.IncompleteLineMoved(18, aside), warning);
    }

    [Fact]
    public void Long_incomplete_last_line_is_moved_completely()
    {
        var incomplete = new string('x', 100_000);
        File.AppendAllText(_audit.FilePath, incomplete);
        _audit.Append(new AuditEntry { Action = "Test.Write", Outcome = AuditOutcome.Noted }, NullCxLog.Instance);

        Assert.Equal(incomplete, File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.FullName, "audit-incomplete-*.txt"))));
        Assert.Equal(Records + 1, _audit.Verify().RecordCount);
    }

    /// <summary>Changes that a chain without a key cannot reveal, and those of them that an expected hash reveals.</summary>
    [Theory]
    [InlineData("a record appended with the right hash", false)]
    [InlineData("records cut off the end", true)]
    [InlineData("rewritten from a line before the kept hash", true)]
    [InlineData("rewritten from the line of the kept hash", true)]
    [InlineData("rewritten from the line after the kept hash", false)]
    public void Expected_hash_reveals_changes_up_to_its_record_that_the_chain_does_not_reveal(string forgery, bool isFound)
    {
        const int Kept = 6;
        var kept = Hash(File.ReadAllLines(_audit.FilePath)[Kept - 1]);
        Rewrite(lines =>
        {
            switch (forgery)
            {
                case "a record appended with the right hash":
                    lines.Add(lines[^1].Replace($"\"sequence\":{Records}", $"\"sequence\":{Records + 1}", StringComparison.Ordinal));
                    Rechain(lines, Records);
                    break;
                case "records cut off the end":
                    lines.RemoveRange(Kept - 1, Records - Kept + 1);
                    break;
                case "rewritten from a line before the kept hash":
                    Forge(lines, Kept - 2);
                    break;
                case "rewritten from the line of the kept hash":
                    Forge(lines, Kept - 1);
                    break;
                default:
                    Forge(lines, Kept);
                    break;
            }
        });

        Assert.True(_audit.Verify().IsValid);
        var verification = _audit.Verify(kept.ToUpperInvariant(), CancellationToken.None);
        Assert.Equal(!isFound, verification.IsValid);
        Assert.Equal(isFound ? null : Kept, verification.ExpectedHashLine);
        Assert.Equal(kept, verification.ExpectedHash);
        Assert.Null(verification.FirstBrokenLine);
        Assert.Equal(isFound ? AuditMessages.ExpectedHashMissingReason : null, verification.Reason);

        void Forge(List<string> lines, int at)
        {
            lines[at] = lines[at].Replace("thing-", "forged-", StringComparison.Ordinal);
            Rechain(lines, at);
        }

        void Rechain(List<string> lines, int from)
        {
            for (var at = from; at < lines.Count; at++)
            {
                var json = JsonNode.Parse(lines[at])!;
                json["previousHash"] = at == 0 ? new string('0', 64) : Hash(lines[at - 1]);
                lines[at] = json.ToJsonString();
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Expected_hash_is_found_at_its_record(int number)
    {
        var verification = _audit.Verify(Hash(File.ReadAllLines(_audit.FilePath)[number - 1]), CancellationToken.None);

        Assert.True(verification.IsValid);
        Assert.Equal(number, verification.ExpectedHashLine);
        Assert.Equal(Records, verification.RecordCount);
    }

    [Fact]
    public void Log_with_a_broken_chain_is_invalid_also_with_the_expected_hash()
    {
        var kept = Hash(File.ReadAllLines(_audit.FilePath)[1]);
        Change(5, line => line.Replace("thing-5", "thing-6", StringComparison.Ordinal));
        var verification = _audit.Verify(kept, CancellationToken.None);

        Assert.False(verification.IsValid);
        Assert.Equal(5, verification.FirstBrokenLine);
        Assert.Equal(2, verification.ExpectedHashLine);
    }

    [Fact]
    public void Missing_log_does_not_contain_an_expected_hash()
    {
        File.Delete(_audit.FilePath);

        Assert.False(_audit.Verify(new string('a', 64), CancellationToken.None).IsValid);
        Assert.False(_audit.Verify().IsValid);
    }

    [Fact]
    public void Values_of_an_invalid_log_are_used_only_with_force_and_with_a_warning()
    {
        var log = new RecordingLog();
        _audit.RequireVerified(force: false, log, CancellationToken.None);
        Change(5, line => line.Replace("thing-5", "thing-6", StringComparison.Ordinal));

        var error = Assert.Throws<CxOne.Errors.CxException>(() => _audit.RequireVerified(force: false, log, CancellationToken.None));
        Assert.Equal("AuditLogBroken", error.ErrorId);
        Assert.Equal(CxHint.CompareAuditLog.ToString(), error.RecommendedAction);
        Assert.Empty(log.Warnings);
        _audit.RequireVerified(force: true, log, CancellationToken.None);
        Assert.Contains(AuditMessages.ChangedByNextReason, Assert.Single(log.Warnings), StringComparison.Ordinal);
    }

    private static string Hash(string line)
        => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(line)));

    private void AssertBroken(long line, string? auditId, string? reason)
    {
        var verification = _audit.Verify();
        Assert.False(verification.IsValid);
        Assert.Equal(line, verification.FirstBrokenLine);
        Assert.Equal(auditId, verification.FirstBrokenAuditId);
        Assert.Equal(line - 1, verification.RecordCount);
        Assert.Contains(reason ?? string.Empty, verification.Reason, StringComparison.Ordinal);
    }

    private void Change(int number, Func<string, string> change) => Rewrite(lines =>
    {
        var changed = change(lines[number - 1]);
        Assert.NotEqual(lines[number - 1], changed);
        lines[number - 1] = changed;
    });

    private void Rewrite(Action<List<string>> change)
    {
        List<string> lines = [.. File.ReadAllText(_audit.FilePath).Split('\n').SkipLast(1)];
        change(lines);
        File.WriteAllBytes(_audit.FilePath, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
    }
}
