using System.Security.Cryptography;
using System.Text;
using CxOne.Tests.Support;
using CxOne.Webhooks;

namespace CxOne.Tests.Webhooks;

public sealed class CallbackSenderTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"campaignId":"c-1"}""");

    [Theory]
    [InlineData(4, 4)]
    [InlineData(20, 4)]
    [InlineData(1, 2)]
    [InlineData(0, 1)]
    public async Task A_receiver_that_fails_is_called_at_most_four_times_and_causes_a_warning(int retries, int attempts)
    {
        await using var session = await TestSession.ConnectAsync(options => options with { MaximumRetryCount = retries });
        session.Server.Then([.. Enumerable.Repeat(ScriptedAnswer.Status(503), attempts)]);
        var sending = SendAsync(session);
        await session.Clock.LetPassAsync(sending, wait => wait < TimeSpan.FromSeconds(15));

        var result = await sending;
        Assert.False(result.IsDelivered);
        Assert.Equal(attempts, result.Attempts);
        Assert.Equal(attempts, session.Sent.Count);
        Assert.Contains(result.Error!, Assert.Single(session.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_has_two_attempts_of_fifteen_seconds()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Never(), ScriptedAnswer.Never());
        var sending = SendAsync(session);
        await session.Server.WaitForRequestsAsync(3);
        session.Clock.Advance(TimeSpan.FromSeconds(15) - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(session.Log.VerboseLines, line => line.Contains("no answer", StringComparison.Ordinal));
        session.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await session.Clock.WaitForTimersAsync(1, wait => wait < TimeSpan.FromSeconds(15));
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        await session.Server.WaitForRequestsAsync(4);
        session.Clock.Advance(TimeSpan.FromSeconds(14) - TimeSpan.FromMilliseconds(1));
        Assert.False(sending.IsCompleted);
        session.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var result = await sending.WaitAsync(Gate.Patience);
        Assert.Equal(2, result.Attempts);
        Assert.Contains("30 s", result.Error, StringComparison.Ordinal);
        Assert.Single(session.Log.Warnings);
    }

    [Fact]
    public async Task A_callback_is_signed_if_there_is_a_secret_and_never_contains_the_token()
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(200), ScriptedAnswer.Status(200));
        await SendAsync(session);
        await SendAsync(session, "secret of the receiver");

        Assert.Null(session.Sent[0].Header("X-Cx-Signature"));
        Assert.Equal(
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("secret of the receiver"), Body)),
            session.Sent[1].Header("X-Cx-Signature"));
        Assert.All(session.Sent, request => Assert.Null(request.Header("Authorization")));
    }

    private static Task<CallbackResult> SendAsync(TestSession session, string? secret = null)
        => CallbackSender.SendAsync(
            session.Connection,
            new CallbackTarget(new Uri(session.Server.BaseUri, "/hook"), secret),
            Body,
            session.Log,
            CancellationToken.None);
}
