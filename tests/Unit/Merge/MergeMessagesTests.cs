using CxOne.Merge;
using CxOne.Tests.Support;

namespace CxOne.Tests.Merge;

public sealed class MergeMessagesTests
{
    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(MergeMessages));
}
