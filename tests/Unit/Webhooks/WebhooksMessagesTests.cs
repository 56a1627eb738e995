using CxOne.PowerShell.Webhooks;
using CxOne.Tests.Support;
using CxOne.Webhooks;

namespace CxOne.Tests.Webhooks;

public sealed class WebhooksMessagesTests
{
    [Fact]
    public void The_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(WebhooksMessages));

    [Fact]
    public void The_cmdlet_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(WebhooksCmdletMessages));
}
