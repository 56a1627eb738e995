using CxOne.Sandbox;
using CxOne.Tests.Support;

namespace CxOne.Tests.Sandbox;

public sealed class SandboxMessagesTests
{
    [Fact]
    public void All_messages_of_the_sandbox_match_the_snapshot() => MessageSnapshot.Verify(typeof(SandboxMessages));
}
