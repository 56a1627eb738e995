using CxOne.PowerShell.Published;
using CxOne.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published;

public sealed class PublishedMessagesTests
{
    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(PublishedMessages));

    [Fact]
    public void Messages_of_points_of_contact_match_their_snapshot() => MessageSnapshot.Verify(typeof(PointOfContactMessages));

    [Fact]
    public void Messages_of_hours_match_their_snapshot() => MessageSnapshot.Verify(typeof(HoursMessages));

    [Fact]
    public void Messages_of_lists_match_their_snapshot() => MessageSnapshot.Verify(typeof(ListMessages));

    [Fact]
    public void Messages_of_reports_match_their_snapshot() => MessageSnapshot.Verify(typeof(ReportingMessages));

    [Fact]
    public void Messages_of_scripts_match_their_snapshot() => MessageSnapshot.Verify(typeof(ScriptMessages));

    [Fact]
    public void Messages_of_writes_of_scripts_match_their_snapshot() => MessageSnapshot.Verify(typeof(ScriptWriteMessages));

    [Fact]
    public void Messages_of_cmdlets_match_their_snapshot() => MessageSnapshot.Verify(typeof(PublishedCmdletMessages));
}
