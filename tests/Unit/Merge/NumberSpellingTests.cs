using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Tests.Merge;

/// <summary>Unchanged members go back to the tenant byte for byte, even where .NET spells their values differently.</summary>
public sealed class NumberSpellingTests
{
    private const string Body =
        """{"id":"d","rate":2.50,"big":12345678901234567890123,"exp":1E+2,"tiny":0.1000000000000000055511151231257827,"minus":-0.0,"text":"é <&'+ü","nested":{"list":[1.0,{"deep":3.10}],"none":null},"true":true}""";

    [Fact]
    public void An_unchanged_body_is_written_byte_for_byte_as_it_was_read()
        => Assert.Equal(Body, Text(Parse(Body)));

    [Fact]
    public void A_deep_clone_keeps_the_raw_text_of_numbers_before_and_after_its_members_were_read()
    {
        var body = Parse(Body);
        Assert.Equal(Body, Text(body.DeepClone()));

        // Reading a member replaces the object's own JSON by one node per member.
        _ = body["nested"]!["list"]![0]!.GetValue<double>();
        Assert.Equal(Body, Text(body.DeepClone()));
    }

    [Fact]
    public void A_merge_changes_only_the_bytes_of_the_changed_member()
    {
        var (merged, conflicts) = ThreeWayMerge.Merge(
            Parse(Body), Parse(Body), [FieldChange.Set(new FieldPath("nested", "rate"), 2.5), FieldChange.Set(new FieldPath("rate"), 3)]);

        Assert.Empty(conflicts);
        Assert.Equal(
            Body.Replace("2.50", "3", StringComparison.Ordinal)
                .Replace("\"none\":null}", "\"none\":null,\"rate\":2.5}", StringComparison.Ordinal),
            Text(merged));
    }

    [Fact]
    public void A_value_that_equals_the_tenants_keeps_the_tenants_spelling()
    {
        var (merged, _) = ThreeWayMerge.Merge(
            Parse(Body), Parse(Body), [FieldChange.Set(new FieldPath("rate"), 2.5), FieldChange.Set(new FieldPath("exp"), 100)]);

        Assert.Equal(Body, Text(merged));
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(2.5, "2.5")]
    [InlineData(100, "100")]
    [InlineData(1e21, "1E+21")]
    [InlineData(-0.0, "-0")]
    public void A_changed_number_is_written_in_its_shortest_form(double value, string expected)
        => Assert.Equal($$"""{"rate":{{expected}}}""", Text(JsonFields.With([], [FieldChange.Set(new FieldPath("rate"), value)])));

    [Fact]
    public void Numbers_that_are_equal_only_as_doubles_are_different()
    {
        var change = FieldChange.Set(new FieldPath("tiny"), 0.1);

        Assert.False(JsonFields.Get(Parse(Body), change.Path).HasSameValue(change.Value));
        Assert.False(change.Value.HasSameValue(JsonFields.Get(Parse(Body), change.Path)));
    }

    [Fact]
    public void Every_value_of_a_change_is_backed_by_parsed_JSON()
    {
        var path = new FieldPath("a");
        using var document = JsonDocument.Parse("""[{"b":2.50}]""");
        FieldChange[] changes =
        [
            FieldChange.Set(path, 2.5), FieldChange.Set(path, "x"), FieldChange.Set(path, true),
            FieldChange.Set(path, document.RootElement)
        ];

        Assert.All(changes[..3], change => Assert.True(change.Value.Node!.AsValue().TryGetValue<JsonElement>(out _)));
        Assert.Equal(2.5m, changes[0].Value.Node!.GetValue<decimal>());
        Assert.Equal("""a = [{"b":2.50}]""", changes[3].ToString());
    }

    [Fact]
    public void A_change_can_be_applied_to_several_resources()
    {
        var change = FieldChange.Set(new FieldPath("a"), JsonDocument.Parse("""{"b":1.0}""").RootElement);
        var (one, other) = (new JsonObject(), new JsonObject());

        JsonFields.Apply(one, change);
        JsonFields.Apply(other, change);
        one["a"]!["b"] = 2;

        Assert.Equal("""{"a":{"b":1.0}}""", Text(other));
        Assert.Equal("""{"b":1.0}""", change.Value.Json);
    }

    [Fact]
    public void Absent_and_null_are_different_values()
    {
        var body = Parse("""{"a":null}""");
        var (present, absent) = (JsonFields.Get(body, new FieldPath("a")), JsonFields.Get(body, new FieldPath("b")));

        Assert.Equal((true, "null", ""), (present.IsPresent, present.Json, present.Text));
        Assert.Equal((false, null, null), (absent.IsPresent, absent.Json, absent.Text));
        Assert.False(present.HasSameValue(absent));
        Assert.Equal(JsonValueKind.Null, present.ToElement()!.Value.ValueKind);
        Assert.Null(absent.ToElement());
    }

    [Fact]
    public void A_piped_object_with_a_repeated_name_is_refused()
    {
        var raw = JsonObject.Create(JsonDocument.Parse("""{"id":"c","settings":[{"a":1,"a":2}]}""").RootElement);

        var error = Assert.Throws<CxOne.Errors.CxRequestException>(() => VersionedState.FromPiped(raw, "1", "c"));

        Assert.Equal(("ResponseInvalid", "c"), (error.ErrorId, error.Item));
    }

    private static JsonObject Parse(string json) => JsonFields.Parse(Encoding.UTF8.GetBytes(json));

    private static string Text(JsonNode node) => Encoding.UTF8.GetString(JsonFields.WriteUtf8(node).Span);
}
