using CxOne.Audit;
using CxOne.PowerShell.Audit;
using CxOne.Tests.Support;

namespace CxOne.Tests.Audit;

public sealed class AuditMessagesTests
{
    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(AuditMessages));

    [Fact]
    public void Cmdlet_messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(AuditCmdletMessages));
}
