using CxOne.Changes;
using CxOne.Tests.Support;

namespace CxOne.Tests.Changes;

public sealed class ChangeMessagesTests
{
    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(ChangeMessages));
}
