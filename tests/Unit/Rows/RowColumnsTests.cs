using CxOne.Rows;

namespace CxOne.Tests.Rows;

public sealed class RowColumnsTests
{
    private static readonly RowColumns Columns = new(["Name", "TimeZone", "OffsetMinutes", "Period"], ["Status"]);

    [Theory]
    [InlineData("OffsetMinutes")]
    [InlineData("offsetminutes")]
    [InlineData("Offset Minutes")]
    [InlineData(" offset_minutes ")]
    [InlineData("OFFSET-MINUTES")]
    [InlineData("Offset\u00A0Minutes")]
    [InlineData("\uFEFFOffsetMinutes")]
    public void A_column_is_recognised_in_any_spelling(string column)
    {
        var match = Columns.Match([new(column, "90")]);

        Assert.Empty(match.Violations);
        Assert.Equal("90", match.Values["OffsetMinutes"]);
    }

    [Theory]
    [InlineData("Periode", "Period")]
    [InlineData("Zone", "TimeZone")]
    [InlineData("Offset", "OffsetMinutes")]
    [InlineData("Nmae", "Name")]
    public void Another_column_is_refused_with_the_nearest_one_and_the_list(string column, string nearest)
    {
        var match = Columns.Match([new("Name", "a"), new(column, "P1D")]);

        var violation = Assert.Single(match.Violations);
        Assert.Contains($"'{column}'", violation, StringComparison.Ordinal);
        Assert.Contains($"nearest known one is {nearest}.", violation, StringComparison.Ordinal);
        Assert.All(Columns.Names, name => Assert.Contains(name, violation, StringComparison.Ordinal));
        Assert.Contains("IgnoreColumn", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_ignored_is_left_out_in_any_spelling()
        => Assert.Empty(Columns.Match([new("Remark Text", "x"), new("Status", "x")], ["remark_text"]).Violations);

    [Fact]
    public void A_known_column_may_be_ignored()
        => Assert.Empty(Columns.Match([new("Period", "P1D")], ["period"]).Values);

    [Fact]
    public void Two_columns_of_one_meaning_are_refused()
        => Assert.Contains("both OffsetMinutes", Assert.Single(
            Columns.Match([new("OffsetMinutes", "1"), new("Offset Minutes", "2")]).Violations), StringComparison.Ordinal);

    [Theory]
    [InlineData("Name;TimeZone;Period", "';'")]
    [InlineData("Name\tTimeZone", "tabs")]
    public void A_table_of_another_delimiter_names_the_delimiter(string column, string delimiter)
        => Assert.Contains(
            $"separated by {delimiter}", Assert.Single(Columns.Match([new(column, "a")]).Violations), StringComparison.Ordinal);

    [Theory]
    [InlineData("", true)]
    [InlineData("x", false)]
    public void A_column_without_a_name_is_passed_over_where_it_is_empty(string value, bool isPassedOver)
        => Assert.Equal(isPassedOver, Columns.Match([new("Name", "a"), new("H3", value)]).Violations.Count == 0);
}
