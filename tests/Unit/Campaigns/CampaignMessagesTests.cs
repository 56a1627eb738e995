using CxOne.Campaigns;
using CxOne.PowerShell.Campaigns;
using CxOne.Tests.Support;

namespace CxOne.Tests.Campaigns;

public sealed class CampaignMessagesTests
{
    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(CampaignMessages));

    [Fact]
    public void Messages_of_cmdlets_match_their_snapshot() => MessageSnapshot.Verify(typeof(CampaignCmdletMessages));
}
