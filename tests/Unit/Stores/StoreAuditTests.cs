using CxOne.Audit;
using CxOne.Errors;
using CxOne.Stores;
using CxOne.Tests.Support;

namespace CxOne.Tests.Stores;

public sealed class StoreAuditTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PostgresFact]
    public async Task Records_of_two_machines_form_one_chain_that_both_read_and_verify()
    {
        using var session = await StoreSession.CreateAsync();
        var (first, second) = (Log(await session.OpenAsync()), Log(await session.OpenAsync()));
        foreach (var number in Enumerable.Range(1, 6))
        {
            (number % 2 == 0 ? first : second).Append(Note(number), NullCxLog.Instance);
        }

        var records = first.Read(NullCxLog.Instance).ToList();
        var verified = second.Verify();

        Assert.Equal([1, 2, 3, 4, 5, 6], records.Select(record => record.Sequence));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], records.Select(record => record.Target[0]));
        Assert.True(verified.IsValid, verified.Reason);
        Assert.Equal((6, 6L), (verified.RecordCount, verified.LastSequence));
        Assert.False(File.Exists(first.FilePath));
    }

    [PostgresTheory]
    [InlineData("UPDATE cxone.audit_record SET body = replace(body, '\"3\"', '\"9\"') WHERE sequence = 3", 3)]
    [InlineData("UPDATE cxone.audit_record SET written_by = 'other' WHERE sequence = 2", 2)]
    [InlineData("UPDATE cxone.audit_record SET recorded_at = recorded_at + interval '1 microsecond' WHERE sequence = 4", 4)]
    [InlineData("DELETE FROM cxone.audit_record WHERE sequence = 2", 3)]
    [InlineData("DELETE FROM cxone.audit_record WHERE sequence = 1", 2)]
    [InlineData("DELETE FROM cxone.audit_record WHERE sequence = 5", null)]
    public async Task What_the_owner_changes_is_found(string change, int? at)
    {
        using var session = await StoreSession.CreateAsync();
        var log = Log(await session.OpenAsync());
        Enumerable.Range(1, 5).ToList().ForEach(number => log.Append(Note(number), NullCxLog.Instance));
        await session.Server.ExecuteAsync(session.Database, change);

        var verified = log.Verify();

        Assert.False(verified.IsValid);
        Assert.Equal(at, (int?)verified.FirstBrokenLine);
    }

    [PostgresFact]
    public async Task A_log_that_the_owner_rewrites_as_a_whole_is_found_with_an_anchor_only()
    {
        using var session = await StoreSession.CreateAsync();
        var log = Log(await session.OpenAsync());
        Enumerable.Range(1, 5).ToList().ForEach(number => log.Append(Note(number), NullCxLog.Instance));
        var anchor = new AuditAnchor { Sequence = 5, Hash = log.Verify().LastHash! };
        log.Append(Note(6), NullCxLog.Instance);
        Assert.Equal(1, log.Verify(null, [anchor], CancellationToken.None).AnchorCount);

        await session.Server.ExecuteAsync(
            session.Database,
            """
            DO $$
            DECLARE r record; v_hash text := repeat('0', 64);
            BEGIN
                FOR r IN SELECT * FROM cxone.audit_record ORDER BY sequence LOOP
                    UPDATE cxone.audit_record a SET body = replace(a.body, '"3"', '"9"'), previous_hash = v_hash WHERE a.sequence = r.sequence;
                    UPDATE cxone.audit_record a SET hash = encode(sha256(convert_to(concat_ws(E'\n', a.sequence,
                        trunc(extract(epoch FROM a.recorded_at) * 1000000)::bigint, a.written_by, a.previous_hash, a.body), 'UTF8')), 'hex')
                    WHERE a.sequence = r.sequence RETURNING a.hash INTO v_hash;
                END LOOP;
                UPDATE cxone.audit_head SET hash = v_hash;
            END $$
            """);

        Assert.True(log.Verify().IsValid);
        var found = log.Verify(null, [anchor], CancellationToken.None);
        Assert.False(found.IsValid);
        Assert.Equal(5, found.FirstBrokenLine);
    }

    [PostgresFact]
    public async Task Last_records_that_are_removed_with_the_end_of_the_chain_are_found_with_an_anchor()
    {
        using var session = await StoreSession.CreateAsync();
        var log = Log(await session.OpenAsync());
        Enumerable.Range(1, 5).ToList().ForEach(number => log.Append(Note(number), NullCxLog.Instance));
        var anchor = new AuditAnchor { Sequence = 5, Hash = log.Verify().LastHash! };
        await session.Server.ExecuteAsync(
            session.Database,
            "DELETE FROM cxone.audit_record WHERE sequence > 3; "
                + "UPDATE cxone.audit_head SET (sequence, hash) = (SELECT sequence, hash FROM cxone.audit_record WHERE sequence = 3)");

        Assert.True(log.Verify().IsValid);
        Assert.False(log.Verify(null, [anchor], CancellationToken.None).IsValid);
    }

    [PostgresFact]
    public async Task Months_that_are_retired_leave_a_chain_that_verifies_and_continues()
    {
        using var session = await StoreSession.CreateAsync();
        var log = Log(await session.OpenAsync());
        await session.Server.ExecuteAsync(session.Database, OldRecords);
        log.Append(Note(4), NullCxLog.Instance);
        var before = log.Verify();
        Assert.True(before.IsValid, before.Reason);

        var months = await session.Server.ReadAsync<int>(session.Database, "SELECT cxone.audit_retire('2026-03-01')");
        log.Append(Note(5), NullCxLog.Instance);
        var after = log.Verify();

        Assert.Equal(2, months);
        Assert.True(after.IsValid, after.Reason);
        Assert.Equal((3, 6L), (after.RecordCount, after.LastSequence));
        Assert.Equal(["Test.Write", "AuditLog.Retire", "Test.Write"], log.Read(NullCxLog.Instance).Select(record => record.Action));
        Assert.Equal(3L, await session.Server.ReadAsync<long>(session.Database, "SELECT max(sequence) FROM cxone.audit_cut"));
        var status = await (await session.OpenAsync()).ReadStatusAsync(CancellationToken.None);
        Assert.Equal(3, status.AuditRecordCount);
    }

    [PostgresFact]
    public async Task Nothing_is_retired_without_a_time()
    {
        using var session = await StoreSession.CreateAsync();
        await session.Server.ExecuteAsync(session.Database, OldRecords);

        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => session.Server.ReadAsync<int>(session.Database, "SELECT cxone.audit_retire(NULL)"));

        Assert.Contains("A time is required.", error.Message, StringComparison.Ordinal);
        Assert.Equal(3L, await session.Server.ReadAsync<long>(session.Database, "SELECT max(sequence) FROM cxone.audit_record"));
    }

    [PostgresFact]
    public async Task A_record_with_a_null_character_or_half_a_surrogate_pair_is_stored_as_it_is()
    {
        using var session = await StoreSession.CreateAsync();
        _ = await session.OpenAsync();
        const string Record = """{"auditId":"6f1b2c3d-0000-4000-8000-000000000001","details":"a\u0000b \ud800 c\\u0000"}""";

        await session.Server.ExecuteAsync(session.Database, $"SELECT cxone.audit_append('{Record}')");

        Assert.Equal(Record, await session.Server.ReadAsync<string>(session.Database, "SELECT body FROM cxone.audit_record"));
    }

    [PostgresFact]
    public async Task An_outcome_that_the_store_does_not_take_is_kept_and_forwarded_once_by_the_next_change()
    {
        using var session = await StoreSession.CreateAsync();
        var sink = new BreakableSink((await session.OpenAsync()).Audit);
        var log = Log(sink);
        var operation = Guid.NewGuid().ToString("D");
        log.Append(Entry(AuditOutcome.Started, operation), NullCxLog.Instance);
        sink.IsBroken = true;
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        var kept = Assert.Throws<AuditWriteException>(
            () => log.Append(Entry(AuditOutcome.Succeeded, operation), NullCxLog.Instance, stopped.Token));
        Assert.True(File.Exists(kept.SpoolPath));
        sink.IsBroken = false;
        var next = Log(sink);
        next.Append(Entry(AuditOutcome.Started, Guid.NewGuid().ToString("D")), NullCxLog.Instance);
        next.Append(Entry(AuditOutcome.Started, Guid.NewGuid().ToString("D")), NullCxLog.Instance);

        var records = next.Read(NullCxLog.Instance).ToList();
        Assert.False(File.Exists(kept.SpoolPath));
        Assert.Equal(["Started", "Succeeded", "Started", "Started"], records.Select(record => record.Outcome));
        Assert.Equal(kept.Record.AuditId, records[1].AuditId);
        Assert.True(next.Verify().IsValid);
    }

    [PostgresFact]
    public async Task A_record_that_the_store_took_although_its_answer_was_lost_is_not_appended_again()
    {
        using var session = await StoreSession.CreateAsync();
        var sink = new BreakableSink((await session.OpenAsync()).Audit) { LosesAnswers = 1 };
        var log = Log(sink);

        var record = log.Append(Note(1), NullCxLog.Instance);

        Assert.Equal(1, record.Sequence);
        Assert.Single(log.Read(NullCxLog.Instance));
    }

    [PostgresFact]
    public async Task A_spool_file_that_another_user_could_have_written_is_not_forwarded()
    {
        using var session = await StoreSession.CreateAsync();
        var store = await session.OpenAsync();
        var log = Log(store);
        var operation = Guid.NewGuid().ToString("D");
        log.Append(Entry(AuditOutcome.Started, operation), NullCxLog.Instance);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var kept = Assert.Throws<AuditWriteException>(
            () => log.Append(Entry(AuditOutcome.Succeeded, operation), NullCxLog.Instance, stopped.Token));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(kept.SpoolPath!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        }

        var warned = new RecordingLog();

        Log(store).Append(Entry(AuditOutcome.Started, Guid.NewGuid().ToString("D")), warned);

        Assert.True(File.Exists(kept.SpoolPath));
        Assert.Contains(kept.SpoolPath!, Assert.Single(warned.Warnings), StringComparison.Ordinal);
        Assert.Single(Log(store).CheckSpoolFiles(NullCxLog.Instance, CancellationToken.None));
    }

    private const string OldRecords =
        """
        DO $$
        DECLARE v_time timestamptz; v_hash text := repeat('0', 64); v_next text; v_body text; n integer := 0;
        BEGIN
            CREATE TABLE cxone.audit_record_202601 PARTITION OF cxone.audit_record FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00');
            CREATE TABLE cxone.audit_record_202602 PARTITION OF cxone.audit_record FOR VALUES FROM ('2026-02-01 00:00:00+00') TO ('2026-03-01 00:00:00+00');
            ALTER TABLE cxone.audit_record_202601 OWNER TO cxone_owner;
            ALTER TABLE cxone.audit_record_202602 OWNER TO cxone_owner;
            FOREACH v_time IN ARRAY ARRAY['2026-01-10 00:00:00+00', '2026-01-31 23:59:59.999999+00', '2026-02-01 00:00:00+00']::timestamptz[] LOOP
                n := n + 1;
                v_body := json_build_object('sequence', 0, 'auditId', gen_random_uuid(), 'timestamp', '2026-01-01T00:00:00Z',
                    'action', 'Test.Write', 'outcome', 'Noted', 'previousHash', repeat('0', 64))::text;
                v_next := encode(sha256(convert_to(concat_ws(E'\n', n, trunc(extract(epoch FROM v_time) * 1000000)::bigint, 'app', v_hash, v_body), 'UTF8')), 'hex');
                INSERT INTO cxone.audit_record VALUES (n, v_time, (v_body::json ->> 'auditId')::uuid, NULL, 'app', v_hash, v_next, v_body);
                v_hash := v_next;
            END LOOP;
            UPDATE cxone.audit_head SET sequence = 3, hash = v_hash, recorded_at = '2026-02-01 00:00:00+00';
        END $$
        """;

    private static AuditEntry Note(int number) => new() { Action = "Test.Write", Outcome = AuditOutcome.Noted, Target = [$"{number}"] };

    private static AuditEntry Entry(string outcome, string operation)
        => new() { Action = "Test.Write", Outcome = outcome, OperationId = operation };

    private AuditLog Log(ICxStore store) => Log(store.Audit);

    private AuditLog Log(IAuditSink sink) => new(_folder.FullName, TimeProvider.System, null, null, null, sink);

    /// <summary>A store that is away, or whose answers get lost.</summary>
    private sealed class BreakableSink(IAuditSink inner) : IAuditSink
    {
        public bool IsBroken { get; set; }

        public int LosesAnswers { get; set; }

        public string Name => inner.Name;

        public Guid StoreId => inner.StoreId;

        public AuditSinkRecord Append(string body, CancellationToken cancellationToken)
        {
            ThrowIfBroken();
            var record = inner.Append(body, cancellationToken);
            return LosesAnswers-- > 0 ? throw new CxException(CxErrors.StoreUnavailable, "The answer was lost.") : record;
        }

        public IEnumerable<AuditSinkRecord> Read(CancellationToken cancellationToken) => inner.Read(cancellationToken);

        public IReadOnlyList<AuditSinkRecord> ReadOperation(string operationId, CancellationToken cancellationToken)
            => inner.ReadOperation(operationId, cancellationToken);

        public AuditSinkEnds ReadEnds(CancellationToken cancellationToken)
        {
            ThrowIfBroken();
            return inner.ReadEnds(cancellationToken);
        }

        private void ThrowIfBroken()
        {
            if (IsBroken)
            {
                throw new CxException(CxErrors.StoreUnavailable, "The store is away.");
            }
        }
    }
}
