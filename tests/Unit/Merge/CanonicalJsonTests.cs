using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Tests.Merge;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1, "a" : [ 1 , 2.50 ] }""", """{"a":[1,2.50],"b":1}""")]
    [InlineData("""{"z":{"y":null,"x":true},"Z":false}""", """{"Z":false,"z":{"x":true,"y":null}}""")]
    [InlineData("""{"text":"é <&'+\u00fc \ud83d\ude00"}""", "{\"text\":\"é <&'+ü 😀\"}")]
    [InlineData(""""{"text":"\"\\\/\b\f\n\r\t\u0001"}"""", """"{"text":"\"\\/\b\f\n\r\t\u0001"}"""")]
    [InlineData("[]", "[]")]
    [InlineData("{}", "{}")]
    public void Canonical_JSON_has_sorted_members_and_no_white_space(string json, string canonical)
        => Assert.Equal(canonical, CanonicalJson.Write(Parse(json)));

    [Fact]
    public void Order_spacing_and_escapes_do_not_change_the_hash()
    {
        // printf '{"a":1,"b":"é"}' | sha256sum
        const string Expected = "09ad9fd2fb648cb2f62141215828ea00a62c299db05d20aa9ade2f527a301cc6";

        Assert.Equal(CanonicalJson.Hash(Parse("""{"a":1,"b":"é"}""")), CanonicalJson.Hash(Parse("""{ "b":"\u00e9", "a":1 }""")));
        Assert.Equal(Expected, CanonicalJson.Hash(Parse("""{"a":1,"b":"é"}""")));
    }

    private static JsonNode? Parse(string json) => JsonNode.Parse(json);
}
