using CxOne.Pacing;
using CxOne.PowerShell.Pacing;
using CxOne.Tests.Support;

namespace CxOne.Tests.Pacing;

public sealed class PacingMessagesTests
{
    [Fact]
    public void All_messages_of_the_area_match_the_snapshot() => MessageSnapshot.Verify(typeof(PacingMessages));

    [Fact]
    public void All_messages_of_the_cmdlets_match_the_snapshot() => MessageSnapshot.Verify(typeof(PacingCmdletMessages));
}
