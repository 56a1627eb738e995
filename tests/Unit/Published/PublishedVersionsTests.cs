using System.Text.Json.Nodes;
using CxOne.Published;

namespace CxOne.Tests.Published;

public sealed class PublishedVersionsTests
{
    [Fact]
    public void Without_an_answer_each_group_has_the_version_of_the_table()
    {
        var versions = PublishedVersions.Select([]);

        Assert.Equal("v30.0", versions[PublishedGroup.Skills]);
        Assert.Equal("v33.0", versions[PublishedGroup.Campaigns]);
        Assert.Equal(Enum.GetValues<PublishedGroup>().Order(), versions.Keys.Order());
    }

    [Theory]
    [InlineData("30", "v30.0")]
    [InlineData("29,30,31", "v30.0")]
    [InlineData("28,29,31", "v29.0")]
    [InlineData("31,33", "v31.0")]
    [InlineData("\"30.0\"", "v30.0")]
    [InlineData("\"v29.0\"", "v29.0")]
    [InlineData("\"latest\"", "v30.0")]
    [InlineData("0,100000", "v30.0")]
    public void The_nearest_offered_version_is_selected(string offered, string expected)
    {
        var entries = offered.Split(',').SelectMany(version => new[]
        {
            JsonNode.Parse($$"""{"uri":"/inContactAPI/services/v30.0/skills/{skillId}","Version":{{version}},"verb":"GET"}""")!.AsObject(),
            JsonNode.Parse("""{"uri":"agents/states","version":20,"verb":"GET"}""")!.AsObject(),
        });

        Assert.Equal(expected, PublishedVersions.Select(entries)[PublishedGroup.Skills]);
    }

    [Theory]
    [InlineData("skills/parameters")]
    [InlineData("/Skills")]
    [InlineData("/services/v30.0/skills")]
    public void The_group_of_an_address_is_its_first_segment(string uri)
    {
        JsonObject entry = new() { ["uri"] = uri, ["version"] = 27 };

        Assert.Equal("v27.0", PublishedVersions.Select([entry])[PublishedGroup.Skills]);
        Assert.Equal("v30.0", PublishedVersions.Select([entry])[PublishedGroup.PointsOfContact]);
    }
}
