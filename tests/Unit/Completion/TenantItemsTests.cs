using CxOne.Completion;
using CxOne.Tests.Support;

namespace CxOne.Tests.Completion;

public sealed class TenantItemsTests
{
    private static readonly ScriptedAnswer East = Page(
        """{"id":"dialer-east","name":"East","pacingType":"PREDICTIVE","dialRate":2.5,"agentRatio":1.4}""");
    private static readonly ScriptedAnswer West = Page("""{"id":"dialer-west","pacingType":"PROGRESSIVE","dialRate":1,"agentRatio":1}""");

    [Fact]
    public async Task Items_are_cached_for_30_seconds_and_then_read_again()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(East, West);

        Assert.Equal([new TenantItem("dialer-east", "East, PREDICTIVE, rate 2.5, ratio 1.4")], Get(session));
        session.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("dialer-east", Assert.Single(Get(session)).Value);
        Assert.Single(session.Sent);
        session.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal([new TenantItem("dialer-west", "PROGRESSIVE, rate 1, ratio 1")], Get(session));
        Assert.Equal(2, session.Sent.Count);
    }

    [Fact]
    public async Task Jobs_are_read_again_after_2_seconds()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(
            Page(string.Empty),
            Page(
                """{"jobId":"job-1","status":"RUNNING","ivrDefinitionIds":["ivr-1","ivr-2"],"targetEnvironment":"staging","submittedAt":"2026-03-01T11:59:00Z"}"""));

        Assert.Empty(Get(session, TenantItemKind.IvrDeployment));
        session.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(Get(session, TenantItemKind.IvrDeployment));
        session.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(
            [new TenantItem("job-1", "RUNNING, ivr-1, ivr-2 → staging, 2026-03-01 11:59:00")], Get(session, TenantItemKind.IvrDeployment));
    }

    [Fact]
    public async Task A_slow_answer_is_not_waited_for_and_is_used_by_a_later_key_press()
    {
        await using var session = await TestSession.ConnectAsync();
        var held = new Gate();
        session.Server.Then(East with { Held = held });

        Assert.Empty(Get(session, wait: TimeSpan.Zero));
        await session.Server.WaitForRequestsAsync(3);
        held.Open();
        Assert.Equal("dialer-east", Assert.Single(Get(session)).Value);
        Assert.Single(session.Sent);
    }

    [Fact]
    public async Task The_cached_items_are_returned_while_the_list_is_read_again_and_if_that_fails()
    {
        await using var session = await TestSession.ConnectAsync(requests => requests with { MaximumRetryCount = 0 });
        var held = new Gate();
        session.Server.Then(East, ScriptedAnswer.Status(500) with { Held = held });
        _ = Get(session);
        session.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("dialer-east", Assert.Single(Get(session, wait: TimeSpan.Zero)).Value);
        held.Open();
        Assert.Equal("dialer-east", Assert.Single(Get(session)).Value);
        Assert.Equal(2, session.Sent.Count);
    }

    [Theory]
    [InlineData(61)]
    [InlineData(0)]
    public async Task A_key_press_never_requests_a_token(int secondsBeforeExpiry)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Clock.Advance(TimeSpan.FromSeconds(3600 - secondsBeforeExpiry));

        Assert.Empty(Get(session));
        Assert.Empty(session.Sent);
    }

    [Fact]
    public async Task With_a_token_that_is_valid_just_long_enough_the_tenant_is_requested()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(East);
        session.Clock.Advance(TimeSpan.FromSeconds(3600 - 61) - TimeSpan.FromTicks(1));

        Assert.Single(Get(session));
    }

    [Fact]
    public async Task A_closed_connection_returns_the_cached_items_without_a_request()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(East);
        _ = Get(session);
        session.Connection.Dispose();
        session.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("dialer-east", Assert.Single(Get(session)).Value);
        Assert.Empty(Get(session, TenantItemKind.Campaign));
        Assert.Single(session.Sent);
    }

    [Fact]
    public async Task Pages_are_read_up_to_the_maximum_of_completed_items()
    {
        await using var session = await TestSession.ConnectAsync(requests => requests with { RequestsPerMinute = 6000 });
        var page = 0;
        session.Server.Otherwise = _ =>
        {
            var items = string.Join(',', Enumerable.Range(page * 25, 25).Select(number => $$"""{"id":"config-{{number}}"}"""));
            page++;
            return ScriptedAnswer.Json(
                200, $$"""{"entities":[{{items}}],"pageNumber":{{page}},"pageSize":25,"pageCount":60,"total":1500}""");
        };

        Assert.Equal(1000, Get(session).Count);
        Assert.Equal(40, session.Sent.Count);
    }

    private static IReadOnlyList<TenantItem> Get(
        TestSession session, TenantItemKind kind = TenantItemKind.DialerConfig, TimeSpan? wait = null)
        => TenantItems.Get(session.Connection, kind, wait ?? Gate.Patience, session.Clock);

    private static ScriptedAnswer Page(string items)
        => ScriptedAnswer.Json(
            200, $$"""{"entities":[{{items}}],"pageNumber":1,"pageSize":25,"pageCount":1,"total":{{(items.Length > 0 ? 1 : 0)}}}""");
}
