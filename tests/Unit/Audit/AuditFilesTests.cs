using CxOne.Audit;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

public sealed class AuditFilesTests : IDisposable
{
    private const int Records = 6;
    private readonly TempFolder _folder = new();
    private readonly AuditLog _audit;
    private readonly string[] _lines;

    public AuditFilesTests()
    {
        _audit = new AuditLog(Path.Combine(_folder.FullName, "log"), TimeProvider.System);
        for (var number = 1; number <= Records; number++)
        {
            var entry = new AuditEntry { Action = "Test.Write", Outcome = AuditOutcome.Noted, Target = [$"thing-{number}"] };
            _audit.Append(entry, NullCxLog.Instance);
        }

        _lines = File.ReadAllLines(_audit.FilePath);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("copy.jsonl")]
    [InlineData("audit.jsonl.1")]
    [InlineData("audit.jsonl.bak")]
    public void A_copy_under_another_name_is_verified(string name)
    {
        var copy = Part(name, 0, Records);
        Assert.Equal((true, Records), (Verify(copy).IsValid, Verify(copy).RecordCount));

        File.WriteAllText(copy, File.ReadAllText(copy).Replace("thing-3", "thing-0", StringComparison.Ordinal));
        Assert.Equal((false, 3), (Verify(copy).IsValid, Verify(copy).FirstBrokenLine));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 5)]
    public void Parts_in_their_order_are_one_chain(int first, int second)
    {
        string[] parts = [Part("a", 0, first), Part("b", first, second - first), Part("c", second, Records - second)];

        var verification = Verify(parts);

        Assert.True(verification.IsValid, verification.Reason);
        Assert.Equal((Records, _audit.Verify().LastHash), (verification.RecordCount, verification.LastHash));
        Assert.Equal(
            Enumerable.Range(1, Records).Select(number => (long)number),
            AuditFiles.Read(parts, NullCxLog.Instance, default).Select(record => record.Sequence));
    }

    [Fact]
    public void A_break_names_its_file_and_its_line_in_it()
    {
        string[] parts = [Part("a", 0, 2), Part("b", 2, 4)];
        File.WriteAllText(parts[1], File.ReadAllText(parts[1]).Replace("thing-4", "thing-0", StringComparison.Ordinal));

        var verification = Verify(parts);

        Assert.False(verification.IsValid);
        Assert.Equal((parts[1], 2, 3), (verification.Path, verification.FirstBrokenLine, verification.RecordCount));
    }

    [Fact]
    public void Parts_out_of_order_or_with_one_left_out_or_twice_are_broken()
    {
        string[] parts = [Part("a", 0, 2), Part("b", 2, 2), Part("c", 4, 2)];

        Assert.False(Verify(parts[1], parts[0], parts[2]).IsValid);
        Assert.False(Verify(parts[0], parts[2]).IsValid);
        Assert.False(Verify(parts[0], parts[0], parts[1]).IsValid);
        Assert.False(Verify(parts[1]).IsValid);
    }

    [Fact]
    public void The_expected_hash_is_looked_for_in_all_parts()
    {
        string[] parts = [Part("a", 0, 2), Part("b", 2, 4)];

        Assert.Equal(Records, AuditFiles.Verify(parts, _audit.Verify().LastHash, default).ExpectedHashLine);
        Assert.False(AuditFiles.Verify(parts, new string('a', 64), default).IsValid);
    }

    [Fact]
    public void Nothing_to_check_does_not_pass_for_checked()
    {
        var missing = Path.Combine(_folder.FullName, "no-such-file");
        var empty = Part("empty", 0, 0);
        var incomplete = Path.Combine(_folder.FullName, "incomplete");
        File.WriteAllText(incomplete, _lines[0]);

        Assert.False(new AuditLog(missing, TimeProvider.System).Verify().IsValid);
        Assert.All(
            new[] { missing, empty, incomplete }, path => Assert.Equal((false, 0), (Verify(path).IsValid, Verify(path).RecordCount)));
        Assert.False(Verify(Part("a", 0, 2), missing).IsValid);
        Assert.Equal(
            "AuditLogNotFound", Assert.Throws<CxException>(() => AuditFiles.Read([missing], NullCxLog.Instance, default)).ErrorId);
    }

    [Fact]
    public void A_record_counts_only_while_the_file_that_it_was_read_from_verifies_and_holds_it()
    {
        var copy = Part("copy.jsonl", 0, Records);
        var record = AuditFiles.Read([copy], NullCxLog.Instance, default).Last();
        AuditFiles.RequireVerified(record, force: false, NullCxLog.Instance, default);

        Part("copy.jsonl", 0, Records - 1);
        Assert.Equal("AuditLogBroken", Refusal().ErrorId);

        File.Delete(copy);
        Assert.Equal("AuditLogBroken", Refusal().ErrorId);
        AuditFiles.RequireVerified(record, force: true, NullCxLog.Instance, default);

        CxException Refusal() => Assert.Throws<CxException>(
            () => AuditFiles.RequireVerified(record, force: false, NullCxLog.Instance, default));
    }

    private static AuditVerification Verify(params string[] paths) => AuditFiles.Verify(paths, null, default);

    private string Part(string name, int from, int count)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, string.Concat(_lines.Skip(from).Take(count).Select(line => line + "\n")));
        return path;
    }
}
