using CxOne.DataActions;
using CxOne.PowerShell.DataActions;
using CxOne.Tests.Support;

namespace CxOne.Tests.DataActions;

public sealed class DataActionsMessagesTests
{
    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(DataActionsMessages));

    [Fact]
    public void Cmdlet_messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(DataActionsCmdletMessages));
}
