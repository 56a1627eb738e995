using CxOne.Rest;
using CxOne.Tests.Support;

namespace CxOne.Tests.Rest;

public sealed class RestMessagesTests
{
    [Fact]
    public void The_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(RestMessages));
}
