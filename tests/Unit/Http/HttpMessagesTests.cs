using CxOne.Http;
using CxOne.PowerShell.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class HttpMessagesTests
{
    [Fact]
    public void The_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(HttpMessages));

    [Fact]
    public void The_cmdlet_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(HttpCmdletMessages));
}
