using System.Text.Json;
using CxOne.Merge;
using CxOne.Published;

namespace CxOne.Tests.Published;

public sealed class MemberTableTests
{
    private static readonly MemberTable Table = new(
        new("id", MemberKind.Number, "skillId", "skillNo"),
        new("name", MemberKind.Text, "skillName"),
        new("isActive", MemberKind.Flag),
        new("changedAt", MemberKind.Time),
        new("block", MemberKind.Any));

    [Theory]
    [InlineData("""{"skillId":"12"}""", """{"id":12}""")]
    [InlineData("""{"SKILLNO":12.50}""", """{"id":12.50}""")]
    [InlineData("""{"skillId":" 12 "}""", """{"id":12}""")]
    [InlineData("""{"skillId":""}""", """{"id":null}""")]
    [InlineData("""{"skillId":"1,000"}""", """{"id":"1,000"}""")]
    [InlineData("""{"skillId":"0x10"}""", """{"id":"0x10"}""")]
    [InlineData("""{"skillId":"012"}""", """{"id":"012"}""")]
    [InlineData("""{"skillName":7}""", """{"name":"7"}""")]
    [InlineData("""{"skillName":" Sales "}""", """{"name":" Sales "}""")]
    [InlineData("""{"IsActive":"True"}""", """{"isActive":true}""")]
    [InlineData("""{"isactive":0}""", """{"isActive":false}""")]
    [InlineData("""{"isActive":"1"}""", """{"isActive":true}""")]
    [InlineData("""{"isActive":"yes"}""", """{"isActive":"yes"}""")]
    [InlineData("""{"changedAt":"2024-05-01T02:00:00.000+02:00"}""", """{"changedAt":"2024-05-01T00:00:00Z"}""")]
    [InlineData("""{"changedAt":"2024-05-01T00:00:00"}""", """{"changedAt":"2024-05-01T00:00:00Z"}""")]
    [InlineData("""{"changedAt":"5/1/2024 12:30:00 AM"}""", """{"changedAt":"2024-05-01T00:30:00Z"}""")]
    [InlineData("""{"changedAt":"12/31/2024 11:59:59 PM"}""", """{"changedAt":"2024-12-31T23:59:59Z"}""")]
    [InlineData("""{"changedAt":"31/12/2024 11:59:59 PM"}""", """{"changedAt":"31/12/2024 11:59:59 PM"}""")]
    [InlineData("""{"block":{"IsActive":"True"}}""", """{"block":{"IsActive":"True"}}""")]
    [InlineData("""{"vendor":{"a":[1.0]},"Vendor":2}""", """{"vendor":{"a":[1.0]},"Vendor":2}""")]
    public void Members_get_the_name_and_the_form_of_the_table(string wire, string expected)
        => Assert.Equal(expected, JsonFields.Write(Table.Normalize(Parse(wire))));

    [Theory]
    [InlineData("""{"skillId":12,"skillNo":"12"}""", """{"id":12}""")]
    [InlineData("""{"skillId":null,"skillNo":"12"}""", """{"id":12}""")]
    [InlineData("""{"skillId":12,"skillNo":null}""", """{"id":12}""")]
    public void Two_spellings_of_one_value_are_one_member(string wire, string expected)
        => Assert.Equal(expected, JsonFields.Write(Table.Normalize(Parse(wire))));

    [Fact]
    public void Two_spellings_of_different_values_are_an_error()
    {
        var error = Assert.Throws<JsonException>(() => Table.Normalize(Parse("""{"skillId":12,"skillNo":13}""")));

        Assert.Contains("skillNo", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Normalizing_twice_changes_nothing()
    {
        var once = Table.Normalize(Parse("""{"skillNo":"12","SkillName":5,"isActive":"False","x":{"y":null}}"""));

        Assert.Equal(JsonFields.Write(once), JsonFields.Write(Table.Normalize(once)));
    }

    private static System.Text.Json.Nodes.JsonObject Parse(string json) => JsonFields.Parse(System.Text.Encoding.UTF8.GetBytes(json));
}
