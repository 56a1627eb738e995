using System.Text.Json;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Stores;
using CxOne.Tests.Support;

namespace CxOne.Tests.Stores;

/// <summary>Records that are too large, a clock that was ahead, and months without records.</summary>
public sealed class StoreAuditLimitTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PostgresFact]
    public async Task A_start_that_is_too_large_is_refused_before_it_is_sent()
    {
        using var session = await StoreSession.CreateAsync();
        var store = await session.OpenAsync();

        var refused = Assert.Throws<CxException>(() => Log(store).Append(Large(AuditOutcome.Started, "o-1"), NullCxLog.Instance));

        Assert.Equal(CxErrors.AuditRecordTooLarge, refused.Definition);
        Assert.Empty(store.Audit.Read(CancellationToken.None));
        Assert.Empty(SpoolFiles());
    }

    [PostgresFact]
    public async Task An_outcome_that_is_too_large_is_reported_with_its_id_and_not_kept()
    {
        using var session = await StoreSession.CreateAsync();
        var log = Log(await session.OpenAsync());
        log.Append(Entry(AuditOutcome.Started, "o-1"), NullCxLog.Instance);

        var failed = Assert.Throws<AuditWriteException>(() => log.Append(Large(AuditOutcome.Succeeded, "o-1"), NullCxLog.Instance));

        Assert.Equal(CxErrors.AuditRecordTooLarge, Assert.IsType<CxException>(failed.InnerException).Definition);
        Assert.Contains(failed.Record.AuditId, failed.Message, StringComparison.Ordinal);
        Assert.Null(failed.SpoolPath);
        Assert.Empty(SpoolFiles());
    }

    [PostgresFact]
    public async Task A_file_with_a_record_that_is_too_large_stays_and_delays_no_other_record()
    {
        using var session = await StoreSession.CreateAsync();
        var store = await session.OpenAsync();
        var log = Log(store);
        var start = log.Append(Entry(AuditOutcome.Started, "o-1"), NullCxLog.Instance);
        var folder = Path.Combine(_folder.FullName, $"store-{store.Audit.StoreId:D}");
        var large = start with { AuditId = Guid.NewGuid().ToString("D"), Outcome = AuditOutcome.Succeeded, Details = Text(17) };
        PrivateFile.MakeFolder(folder);
        var path = new AuditSpool(folder, null).Keep(large, isReplaced: false);
        var content = new FileInfo(path);
        var warned = new RecordingLog();

        log.Append(Entry(AuditOutcome.Started, "o-2"), warned);

        Assert.Contains(path, Assert.Single(warned.Warnings), StringComparison.Ordinal);
        Assert.Equal((content.Length, content.LastWriteTimeUtc), (new FileInfo(path).Length, File.GetLastWriteTimeUtc(path)));
        Assert.Equal(2, log.Read(NullCxLog.Instance).Count());
        Assert.NotNull(Assert.Single(log.CheckSpoolFiles(NullCxLog.Instance, CancellationToken.None)).Reason);
    }

    [PostgresFact]
    public async Task The_store_accepts_a_record_of_the_largest_size_and_refuses_one_more_byte()
    {
        using var session = await StoreSession.CreateAsync();
        var store = await session.OpenAsync();
        var body = $$"""{"auditId":"{{Guid.NewGuid()}}","details":"{{new string('x', SharedAuditLog.MaximumRecordBytes - 63)}}"}""";
        Assert.Equal(SharedAuditLog.MaximumRecordBytes, body.Length);

        Assert.Equal(1, store.Audit.Append(body, CancellationToken.None).Sequence);
        var refused = Assert.Throws<CxException>(() => store.Audit.Append(body + " ", CancellationToken.None));

        Assert.Equal(CxErrors.AuditRecordTooLarge, refused.Definition);
        Assert.Single(store.Audit.Read(CancellationToken.None));
    }

    [PostgresFact]
    public async Task A_log_whose_end_is_in_the_future_refuses_records_until_the_owner_accepts_the_gap()
    {
        using var session = await StoreSession.CreateAsync();
        var log = Log(await session.OpenAsync());
        log.Append(Entry(AuditOutcome.Started, "o-1"), NullCxLog.Instance);
        await MoveEndAsync("59 minutes");
        log.Append(Entry(AuditOutcome.Started, "o-2"), NullCxLog.Instance);
        await MoveEndAsync("61 minutes");

        var refused = Assert.Throws<CxException>(() => log.Append(Entry(AuditOutcome.Started, "o-3"), NullCxLog.Instance));
        var kept = Assert.Throws<AuditWriteException>(() => log.Append(Entry(AuditOutcome.Succeeded, "o-1"), NullCxLog.Instance));
        Assert.Equal(CxErrors.StoreClockAhead, refused.Definition);
        Assert.True(File.Exists(kept.SpoolPath));

        var statement = refused.Message[refused.Message.IndexOf("UPDATE", StringComparison.Ordinal)..];
        await session.Server.ExecuteAsync(session.Database, "SET ROLE cxone_owner; " + statement.TrimEnd('.'));
        log.Append(Entry(AuditOutcome.Started, "o-4"), NullCxLog.Instance);

        var verified = log.Verify();
        Assert.True(verified.IsValid, verified.Reason);
        Assert.Equal(4, verified.RecordCount);
        Assert.False(File.Exists(kept.SpoolPath));

        Task MoveEndAsync(string time) => session.Server.ExecuteAsync(
            session.Database, $"UPDATE cxone.audit_head SET recorded_at = clock_timestamp() + interval '{time}'");
    }

    [PostgresFact]
    public async Task A_removal_is_recorded_even_if_the_last_month_has_no_record()
    {
        using var session = await StoreSession.CreateAsync();
        var log = Log(await session.OpenAsync());
        log.Append(Entry(AuditOutcome.Started, "o-1"), NullCxLog.Instance);
        await session.Server.ExecuteAsync(
            session.Database,
            """
            SET ROLE cxone_owner;
            CREATE TABLE cxone.audit_record_202601 PARTITION OF cxone.audit_record
                FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00');
            CREATE TABLE cxone.audit_record_202602 PARTITION OF cxone.audit_record
                FOR VALUES FROM ('2026-02-01 00:00:00+00') TO ('2026-03-01 00:00:00+00');
            """);

        var months = await session.Server.ReadAsync<int>(session.Database, "SELECT cxone.audit_retire('2026-03-01Z')");

        Assert.Equal(2, months);
        var record = log.Read(NullCxLog.Instance).Last();
        Assert.Equal("AuditLog.Retire", record.Action);
        Assert.Equal(2, record.Details!.Value.GetProperty("months").GetInt32());
        Assert.True(log.Verify().IsValid);
    }

    private static AuditEntry Large(string outcome, string operation) => Entry(outcome, operation) with { Details = Text(17) };

    private static AuditEntry Entry(string outcome, string operation)
        => new() { Action = "Test.Write", Outcome = outcome, OperationId = operation };

    private static JsonElement Text(int megabytes)
        => JsonSerializer.SerializeToElement(new { text = new string('x', megabytes * 1024 * 1024) });

    private IEnumerable<string> SpoolFiles()
        => Directory.EnumerateFiles(_folder.FullName, "audit-spool-*", SearchOption.AllDirectories);

    private AuditLog Log(ICxStore store) => new(_folder.FullName, TimeProvider.System, null, null, null, store.Audit);
}
