using CxOne.OpeningHours;
using CxOne.Tests.Support;

namespace CxOne.Tests.OpeningHours;

public sealed class OpeningMessagesTests
{
    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(OpeningMessages));
}
