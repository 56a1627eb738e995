using CxOne.Skills;
using CxOne.Tests.Support;

namespace CxOne.Tests.Skills;

public sealed class SkillMessagesTests
{
    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(SkillMessages));
}
