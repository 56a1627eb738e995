using CxOne.Ivr;
using CxOne.PowerShell.Ivr;
using CxOne.Tests.Support;

namespace CxOne.Tests.Ivr;

public sealed class IvrMessagesTests
{
    [Fact]
    public void The_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(IvrMessages));

    [Fact]
    public void The_cmdlet_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(IvrCmdletMessages));
}
