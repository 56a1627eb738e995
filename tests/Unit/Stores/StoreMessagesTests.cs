using CxOne.PowerShell.Stores;
using CxOne.Store;
using CxOne.Tests.Support;

namespace CxOne.Tests.Stores;

public sealed class StoreMessagesTests
{
    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(StoreMessages));

    [Fact]
    public void Cmdlet_messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(StoreCmdletMessages));
}
