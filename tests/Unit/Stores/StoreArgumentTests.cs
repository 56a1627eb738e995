using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;
using Npgsql;

namespace CxOne.Tests.Stores;

/// <summary>Arguments that no version of the module sends.</summary>
public sealed class StoreArgumentTests
{
    private static readonly Dictionary<string, string> Valid = new()
    {
        ["p_tenant"] = "repeat('t', 500)", ["p_client"] = "repeat('c', 500)", ["p_session"] = "gen_random_uuid()", ["p_machine"] = "''",
        ["p_process"] = "0", ["p_request"] = "1", ["p_known_place"] = "0", ["p_uncounted"] = "0", ["p_late_places"] = "ARRAY[1]::bigint[]",
        ["p_late_ms"] = "ARRAY[600000]", ["p_per_minute"] = "1000000", ["p_per_second"] = "1000000",
    };

    private static readonly Dictionary<string, string[]> Invalid = new()
    {
        ["p_tenant"] = ["NULL", "''", "repeat('t', 501)", "repeat('ü', 251)"],
        ["p_client"] = ["NULL", "''", "repeat('c', 501)"],
        ["p_session"] = ["NULL"],
        ["p_machine"] = ["NULL", "repeat('m', 501)"],
        ["p_process"] = ["NULL", "-1"],
        ["p_request"] = ["NULL", "0", "-1"],
        ["p_known_place"] = ["NULL", "-1", "1000000002", "9223372036854775807"],
        ["p_uncounted"] = ["NULL", "-1", "1000001"],
        ["p_late_places"] = ["NULL", "ARRAY[NULL]::bigint[]", "ARRAY[0]::bigint[]", "array_fill(1::bigint, ARRAY[1001])"],
        ["p_late_ms"] = ["NULL", "ARRAY[NULL]::integer[]", "ARRAY[-1]", "ARRAY[600001]", "ARRAY[1, 2]", "ARRAY[]::integer[]"],
        ["p_per_minute"] = ["NULL", "0", "-100", "1000001"],
        ["p_per_second"] = ["NULL", "0", "-15", "1000001"],
    };

    [PostgresFact]
    public async Task Each_argument_of_a_request_is_checked_and_a_refused_call_changes_nothing()
    {
        using var session = await StoreSession.CreateAsync();
        await using var connection = await session.ConnectAsync();
        List<string> accepted = [];
        foreach (var (name, value) in Invalid.SelectMany(one => one.Value.Select(value => (one.Key, value))))
        {
            try
            {
                await ExecuteAsync(connection, Take(name, value));
                accepted.Add($"{name} => {value}");
            }
            catch (PostgresException refused)
            {
                Assert.Equal((PostgresErrorCodes.InvalidParameterValue, name), (refused.SqlState, Mentioned(refused, name)));
            }
        }

        Assert.Empty(accepted);
        Assert.Equal(0L, await session.Server.ReadAsync<long>(session.Database, "SELECT count(*) FROM cxone.budget"));
        await ExecuteAsync(connection, Take("p_machine", "''"));
    }

    [PostgresTheory]
    [InlineData("cxone.budget_join(NULL, 'c', 't')")]
    [InlineData("cxone.budget_join('a', '', 't')")]
    [InlineData("cxone.budget_join('a', 'c', repeat('t', 501))")]
    [InlineData("cxone.lock_note(NULL, 'n', 'u', 'm', 1)")]
    [InlineData("cxone.lock_note(1, NULL, 'u', 'm', 1)")]
    [InlineData("cxone.audit_append(NULL)")]
    [InlineData("cxone.audit_append('{}')")]
    public async Task Arguments_of_the_other_functions_are_checked(string call)
    {
        using var session = await StoreSession.CreateAsync();
        await using var connection = await session.ConnectAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, $"SELECT {call}"));

        Assert.Equal(PostgresErrorCodes.InvalidParameterValue, refused.SqlState);
    }

    [PostgresFact]
    public async Task A_refused_argument_of_the_module_is_ParameterInvalid_and_no_failure_of_the_store()
    {
        using var session = await StoreSession.CreateAsync();
        var places = (await session.OpenAsync()).OpenBudget("https://api.example", new string('c', 501), 10, 10);

        var refused = await Assert.ThrowsAsync<CxException>(() => places.TakeAsync(1, 0, [], CancellationToken.None));

        Assert.Equal(CxErrors.ParameterInvalid, refused.Definition);
        Assert.Contains("p_client", refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task More_late_and_uncounted_requests_than_the_store_accepts_are_reported_as_far_as_they_matter()
    {
        using var session = await StoreSession.CreateAsync();
        var places = (await session.OpenAsync()).OpenBudget("https://api.example", "client", 10, 10);
        var late = Enumerable.Range(1, 1500).Select(place => new LateRequest(place, TimeSpan.FromHours(1))).ToList();

        Assert.False((await places.TakeAsync(1, int.MaxValue, late, CancellationToken.None)).IsGranted);
    }

    private static string Take(string name, string value)
    {
        var arguments = Valid.Select(one => $"{one.Key} => {(one.Key == name ? value : one.Value)}");
        return $"SELECT * FROM cxone.budget_take({string.Join(", ", arguments)})";
    }

    private static string Mentioned(PostgresException refused, string name)
        => refused.MessageText.Contains(name, StringComparison.Ordinal) ? name : refused.MessageText;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
