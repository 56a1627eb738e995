using CxOne.PowerShell.Reports;
using CxOne.Reports;
using CxOne.Tests.Support;

namespace CxOne.Tests.Reports;

public sealed class ReportsMessagesTests
{
    [Fact]
    public void All_messages_of_the_area_match_the_snapshot() => MessageSnapshot.Verify(typeof(ReportsMessages));

    [Fact]
    public void All_messages_of_the_cmdlets_match_the_snapshot() => MessageSnapshot.Verify(typeof(ReportsCmdletMessages));
}
