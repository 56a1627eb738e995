using CxOne.PowerShell.Base;
using CxOne.Tests.Support;

namespace CxOne.Tests.Base;

public sealed class BaseMessagesTests
{
    [Fact]
    public void The_cmdlet_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(BaseCmdletMessages));
}
