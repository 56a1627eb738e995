using CxOne.Connection;
using CxOne.PowerShell.Connection;
using CxOne.Tests.Support;

namespace CxOne.Tests.Connection;

public sealed class ConnectionMessagesTests
{
    [Fact]
    public void The_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(ConnectionMessages));

    [Fact]
    public void The_cmdlet_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(ConnectionCmdletMessages));
}
