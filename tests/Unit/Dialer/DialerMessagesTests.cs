using CxOne.Dialer;
using CxOne.PowerShell.Dialer;
using CxOne.Tests.Support;

namespace CxOne.Tests.Dialer;

public sealed class DialerMessagesTests
{
    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(DialerMessages));

    [Fact]
    public void Messages_of_cmdlets_match_their_snapshot() => MessageSnapshot.Verify(typeof(DialerCmdletMessages));
}
