using CxOne.Rows;
using CxOne.Tests.Support;

namespace CxOne.Tests.Rows;

public sealed class RowMessagesTests
{
    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(RowMessages));
}
