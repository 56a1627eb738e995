using CxOne.Completion;
using CxOne.PowerShell.Completion;
using CxOne.Tests.Support;

namespace CxOne.Tests.Completion;

public sealed class CompletionMessagesTests
{
    [Fact]
    public void The_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(CompletionMessages));

    [Fact]
    public void The_cmdlet_messages_match_the_snapshot() => MessageSnapshot.Verify(typeof(CompletionCmdletMessages));
}
