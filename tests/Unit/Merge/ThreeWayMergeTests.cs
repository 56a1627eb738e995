using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Tests.Merge;

public sealed class ThreeWayMergeTests
{
    private const string Base = """{"id":"d","rate":2.0,"ratio":1.8,"rules":{"a":1,"b":"x"},"hints":{"z":1.50,"list":[3,1]}}""";

    [Fact]
    public void A_member_that_only_the_caller_changed_gets_the_callers_value()
        => Assert.Equal(
            """{"id":"d","rate":2.5,"ratio":1.8,"rules":{"a":1,"b":"x"},"hints":{"z":1.50,"list":[3,1]}}""", Merge(Base, ("rate", "2.5")));

    [Fact]
    public void A_member_that_only_the_other_client_changed_keeps_its_spelling()
        => Assert.Equal(
            """{"id":"d","ratio":3.00,"rate":2.5,"more":true,"rules":{"a":1}}""",
            Merge("""{"id":"d","ratio":3.00,"rate":2.0,"more":true,"rules":{"a":1}}""", ("rate", "2.5")));

    [Fact]
    public void Members_of_a_nested_object_are_merged_one_by_one()
        => Assert.Equal(
            """{"id":"d","rules":{"a":1,"b":"theirs","c":9}}""", Merge("""{"id":"d","rules":{"a":1,"b":"theirs"}}""", ("rules.c", "9")));

    [Fact]
    public void Removing_a_member_keeps_the_others()
        => Assert.Equal("""{"id":"d","rules":{"b":"x"}}""", Merge("""{"id":"d","rules":{"a":1,"b":"x"}}""", ("rules.a", null)));

    [Fact]
    public void The_same_value_on_both_sides_is_no_conflict()
        => Assert.Equal("""{"rate":2.50}""", Merge("""{"rate":2.50}""", ("rate", "2.5")));

    [Fact]
    public void Removal_on_both_sides_is_no_conflict()
        => Assert.Equal("""{"rules":{}}""", Merge("""{"rules":{}}""", ("rules.a", null)));

    [Theory]
    [InlineData("""{"rate":3.5}""", "rate", "2.5", "2.0", "3.5", "2.5")]
    [InlineData("""{}""", "rate", "2.5", "2.0", null, "2.5")]
    [InlineData("""{"rate":3.5}""", "rate", null, "2.0", "3.5", null)]
    [InlineData("""{"rate":null}""", "rate", "2.5", "2.0", "null", "2.5")]
    [InlineData("""{"rules":{"a":7}}""", "rules.a", "2", "1", "7", "2")]
    [InlineData("""{"rules":{"c":7}}""", "rules.c", "8", null, "7", "8")]
    [InlineData("""{"rules":"gone"}""", "rules.c", "8", null, null, "8")]
    public void A_member_that_both_sides_changed_differently_is_a_conflict_with_all_three_values(
        string theirs, string field, string? yours, string? expectedBase, string? expectedTheirs, string? expectedYours)
    {
        var (_, conflicts) = ThreeWayMerge.Merge(Parse(Base), Parse(theirs), [Change(field, yours)]);

        Assert.Equal(new CxFieldConflict(field, expectedBase, expectedTheirs, expectedYours), Assert.Single(conflicts));
    }

    [Fact]
    public void A_merge_with_a_conflict_still_applies_the_callers_value()
    {
        var (merged, _) = ThreeWayMerge.Merge(Parse(Base), Parse("""{"rate":3.5,"ratio":9}"""), [Change("rate", "2.5")]);

        Assert.Equal("""{"rate":2.5,"ratio":9}""", merged.ToJsonString());
    }

    [Fact]
    public void A_merge_changes_neither_base_nor_theirs()
    {
        var baseline = Parse(Base);
        var theirs = Parse(Base);

        ThreeWayMerge.Merge(baseline, theirs, [Change("rate", "9"), Change("rules.a", null)]);

        Assert.Equal(Base, baseline.ToJsonString());
        Assert.Equal(Base, theirs.ToJsonString());
    }

    [Fact]
    public void A_repeated_name_is_refused() => Assert.ThrowsAny<JsonException>(() => Parse("""{"a":1,"a":2}"""));

    [Fact]
    public void Applying_the_difference_of_two_states_turns_one_into_the_other()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var from = Any(random, 2);
            var to = Any(random, 2);

            var changes = JsonFields.Difference(from, to);
            var result = (JsonObject)from.DeepClone();
            foreach (var change in changes)
            {
                JsonFields.Apply(result, change);
            }

            Assert.True(JsonNode.DeepEquals(to, result), $"{from.ToJsonString()} to {to.ToJsonString()} gave {result.ToJsonString()}");
            Assert.Empty(JsonFields.Difference(result, to));
        }
    }

    [Fact]
    public void Changes_of_different_members_give_the_same_result_in_any_order()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var changes = Enumerable.Range(0, 8)
                .Select(number => Change(number % 2 == 0 ? $"m{number}" : $"rules.m{number}", $"{random.Next(100)}"))
                .ToArray();
            var baseline = Parse(Base);
            var one = changes.Aggregate(baseline, (state, change) => ThreeWayMerge.Merge(baseline, state, [change]).Merged);
            random.Shuffle(changes);
            var other = changes.Aggregate(baseline, (state, change) => ThreeWayMerge.Merge(baseline, state, [change]).Merged);

            Assert.True(JsonNode.DeepEquals(one, other));
            Assert.All(changes, change => Assert.True(change.Value.HasSameValue(JsonFields.Get(one, change.Path))));
        }
    }

    private static string Merge(string theirs, params (string Field, string? Value)[] changes)
    {
        var (merged, conflicts) = ThreeWayMerge.Merge(
            Parse(Base), Parse(theirs), [.. changes.Select(change => Change(change.Field, change.Value))]);
        Assert.Empty(conflicts);
        return merged.ToJsonString();
    }

    private static FieldChange Change(string field, string? value)
    {
        var path = new FieldPath(field.Split('.'));
        return value is null ? FieldChange.Remove(path) : FieldChange.Set(path, JsonDocument.Parse(value).RootElement);
    }

    private static JsonObject Parse(string json) => JsonFields.Parse(Encoding.UTF8.GetBytes(json));

    private static JsonObject Any(Random random, int depth)
    {
        var result = new JsonObject();
        foreach (var name in new[] { "a", "b", "c", "d" }.Where(_ => random.Next(3) > 0))
        {
            result[name] = random.Next(depth > 0 ? 5 : 4) switch
            {
                0 => random.Next(3),
                1 => $"t{random.Next(2)}",
                2 => null,
                3 => new JsonArray(random.Next(2)),
                _ => Any(random, depth - 1),
            };
        }

        return result;
    }

    [Theory]
    [InlineData(0, "a")]
    [InlineData(1, "a.b")]
    [InlineData(2, "a.b.c")]
    public void A_difference_compares_members_down_to_the_given_depth(int depth, string expected)
    {
        var from = JsonFields.Parse("""{"a":{"b":{"c":1,"d":2}},"e":3}"""u8.ToArray());
        var to = JsonFields.Parse("""{"a":{"b":{"c":9,"d":2}},"e":3}"""u8.ToArray());

        Assert.Equal(expected, Assert.Single(JsonFields.Difference(from, to, depth)).Path.ToString());
    }

    [Fact]
    public void Paths_compare_by_their_names_and_a_difference_shows_both_values()
    {
        Assert.Equal(new FieldPath("a", "b"), new FieldPath("a", "b"));
        Assert.Equal(new FieldPath("a", "b").GetHashCode(), new FieldPath("a", "b").GetHashCode());
        Assert.NotEqual(new FieldPath("a", "b"), new FieldPath("a", "c"));
        Assert.NotEqual(new FieldPath("a", "b").GetHashCode(), new FieldPath("a", "c").GetHashCode());
        Assert.False(new FieldPath("a").Equals(null));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FieldPath());
        Assert.Equal("dialRate 1 → 2", new CxFieldDifference("dialRate", "1", "2").ToString());
        Assert.Equal("dialRate (absent) → (removed)", new CxFieldDifference("dialRate", null, null).ToString());
    }
}
