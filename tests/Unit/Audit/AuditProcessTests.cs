using System.Diagnostics;
using System.Globalization;
using CxOne.Audit;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

public sealed class AuditProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly AuditLog _audit;

    public AuditProcessTests() => _audit = new AuditLog(_folder.FullName, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Concurrent_processes_leave_a_valid_chain() => WriteAtOnceAsync(3, 100);

    [Fact]
    [Trait(Tier.Name, Tier.Full)]
    public Task Eight_processes_with_1000_records_each_leave_a_valid_chain() => WriteAtOnceAsync(8, 1000);

    private async Task WriteAtOnceAsync(int processes, int count)
    {
        var writers = Enumerable.Range(1, processes).Select(number => Start(count, $"writer-{number}")).ToList();
        var printed = await Task.WhenAll(writers.Select(writer => writer.StandardOutput.ReadToEndAsync()));
        foreach (var writer in writers)
        {
            await writer.WaitForExitAsync().WaitAsync(Gate.Patience);
            Assert.Equal(0, writer.ExitCode);
            writer.Dispose();
        }

        var verification = _audit.Verify();
        Assert.True(verification.IsValid, verification.Reason);
        Assert.Equal(processes * count, verification.RecordCount);
        var records = _audit.Read(NullCxLog.Instance).ToList();
        Assert.Equal(
            Ids(string.Concat(printed)).Order(StringComparer.Ordinal),
            records.Select(record => record.AuditId).Order(StringComparer.Ordinal));
        Assert.All(
            records.GroupBy(record => record.Target[0]),
            writer => Assert.Equal(Enumerable.Range(1, count).Select(number => $"{number}"), writer.Select(record => record.Target[1])));
        Assert.Equal(processes, records.Select(record => record.ProcessId).Distinct().Count());
    }

    [Fact]
    public async Task Written_records_survive_a_kill_of_their_process()
    {
        List<string> known = [];
        for (var round = 1; round <= 4; round++)
        {
            using var writer = Start(1_000_000, $"round-{round}");
            for (var line = 0; line < 20 * round; line++)
            {
                known.Add((await writer.StandardOutput.ReadLineAsync().WaitAsync(Gate.Patience))!);
            }

            writer.Kill();
            known.AddRange(Ids(await writer.StandardOutput.ReadToEndAsync().WaitAsync(Gate.Patience)));
            await writer.WaitForExitAsync().WaitAsync(Gate.Patience);

            var verification = _audit.Verify();
            Assert.True(verification.IsValid, verification.Reason);
            known.Add(_audit.Append(new AuditEntry { Action = "Test.After", Outcome = AuditOutcome.Noted }, NullCxLog.Instance).AuditId);
            Assert.Empty(known.Except(_audit.Read(NullCxLog.Instance).Select(record => record.AuditId)));
        }

        Assert.True(_audit.Verify().IsValid);
        Assert.Equal(0, _audit.Verify().IncompleteBytes);
    }

    private Process Start(int count, string tag) => Process.Start(new ProcessStartInfo(
        Repository.DotNet,
        [Repository.Assembly("tests/AuditWriter", "AuditWriter"), _folder.FullName, count.ToString(CultureInfo.InvariantCulture), tag])
    {
        RedirectStandardOutput = true,
    })!;

    /// <summary>Returns complete lines only: a kill may have truncated the last one.</summary>
    private static IEnumerable<string> Ids(string text) => text.Split('\n').SkipLast(1);
}
