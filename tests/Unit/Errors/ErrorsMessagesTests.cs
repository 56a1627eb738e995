using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Errors;

public sealed class ErrorsMessagesTests
{
    [Fact]
    public void The_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(ErrorsMessages));
}
