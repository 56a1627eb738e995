using CxOne.PowerShell.Studio;
using CxOne.Studio;
using CxOne.Studio.Calls;
using CxOne.Studio.Expressions;
using CxOne.Studio.Testing;
using CxOne.Tests.Support;

namespace CxOne.Tests.Studio;

public sealed class StudioMessagesTests
{
    [Theory]
    [InlineData(typeof(StudioMessages))]
    [InlineData(typeof(SnippetMessages))]
    [InlineData(typeof(SimulationMessages))]
    [InlineData(typeof(TestMessages))]
    [InlineData(typeof(StudioCmdletMessages))]
    public void The_messages_match_the_snapshot(Type messages) => MessageSnapshot.Verify(messages);
}
