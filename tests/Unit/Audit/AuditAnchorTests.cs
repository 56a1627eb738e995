using CxOne.Audit;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

public sealed class AuditAnchorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_local_log_that_is_rewritten_as_a_whole_is_found_with_an_anchor_only()
    {
        var log = Written(_folder["one"], "first", 4);
        var anchor = new AuditAnchor { Sequence = 3, Hash = HashOf(log, 3) };
        Assert.Equal(1, log.Verify(null, [anchor], CancellationToken.None).AnchorCount);
        var rewritten = Written(_folder["two"], "other", 4);

        Assert.True(rewritten.Verify().IsValid);
        var found = rewritten.Verify(null, [anchor], CancellationToken.None);
        Assert.Equal((false, 3L), (found.IsValid, found.FirstBrokenLine));
    }

    [Fact]
    public void Last_records_that_are_removed_are_found_with_an_anchor()
    {
        var log = Written(_folder["one"], "first", 4);
        var anchor = new AuditAnchor { Sequence = 4, Hash = log.Verify().LastHash! };
        File.WriteAllLines(log.FilePath, File.ReadAllLines(log.FilePath)[..2]);

        Assert.True(log.Verify().IsValid);
        Assert.False(log.Verify(null, [anchor], CancellationToken.None).IsValid);
    }

    [Fact]
    public void An_anchor_is_read_as_it_was_written_and_from_names_in_other_case()
    {
        var anchor = new AuditAnchor { Log = "/log", Sequence = 7, Hash = new string('a', 64), ExportedAt = TestSession.Start };

        Assert.Equal(anchor, AuditAnchor.Parse(anchor.ToJson(), "file"));
        Assert.Equal(7, AuditAnchor.Parse($$"""{"Sequence":7,"Hash":"{{new string('A', 64)}}"}""", "file").Sequence);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("no JSON")]
    [InlineData("""{"sequence":0,"hash":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""")]
    [InlineData("""{"sequence":1,"hash":"short"}""")]
    [InlineData("""{"sequence":1}""")]
    public void A_text_that_is_not_an_anchor_is_refused(string text)
        => Assert.Equal(CxErrors.AuditAnchorInvalid, Assert.Throws<CxException>(() => AuditAnchor.Parse(text, "file")).Definition);

    private static AuditLog Written(string folder, string text, int count)
    {
        var log = new AuditLog(folder, TimeProvider.System);
        for (var number = 1; number <= count; number++)
        {
            log.Append(new AuditEntry { Action = "Test.Write", Outcome = AuditOutcome.Noted, Target = [text] }, NullCxLog.Instance);
        }

        return log;
    }

    private static string HashOf(AuditLog log, int sequence) => log.Read(NullCxLog.Instance).ElementAt(sequence).PreviousHash;
}
