using CxOne.Errors;
using CxOne.Ivr;

namespace CxOne.Tests.Ivr;

public sealed class IvrTestCaseReaderTests
{
    [Theory]
    [InlineData("1,timeout")]
    [InlineData("1; timeout")]
    [InlineData("1 timeout")]
    [InlineData(" 1 > timeout ")]
    public void A_list_may_be_text(string input) => Assert.Equal(["1", "timeout"], Read(("Input", input)).Input);

    [Fact]
    public void A_list_may_hold_numbers() => Assert.Equal(["1", "22", "0"], Read(("Input", new object[] { 1, 22L, "0" })).Input);

    [Fact]
    public void A_single_number_is_an_input() => Assert.Equal(["1"], Read(("Input", 1)).Input);

    [Fact]
    public void Names_are_read_in_any_case_and_empty_cells_are_absent()
    {
        var testCase = Read(("NAME", "a"), ("input", "1"), ("expectpath", ""), ("ExpectEnd", " "), ("AllowTimeout", null));

        Assert.Equal("a", testCase.Name);
        Assert.False(testCase.HasExpectation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData("true")]
    [InlineData(" True ")]
    public void True_allows_any_timeout(object yes) => Assert.True(Read(("Input", "1"), ("AllowTimeout", yes)).AllowAnyTimeout);

    [Fact]
    public void False_allows_no_timeout()
    {
        var testCase = Read(("Input", "1"), ("AllowTimeout", "false"));

        Assert.False(testCase.AllowAnyTimeout);
        Assert.Null(testCase.AllowTimeout);
    }

    [Fact]
    public void Nodes_that_may_time_out_are_named()
        => Assert.Equal(["a", "b"], Read(("Input", "1"), ("AllowTimeout", "a, b")).AllowTimeout);

    [Fact]
    public void A_misspelled_member_and_a_missing_input_are_reported_together()
    {
        var error = Assert.Throws<CxValidationException>(() => Read(("ExpectedEnd", "x"), ("Name", "n")));

        Assert.Equal(2, error.Violations.Count);
        Assert.All(error.Violations, violation => Assert.Contains("7", violation, StringComparison.Ordinal));
    }

    private static IvrTestCase Read(params (string Name, object? Value)[] members)
        => IvrTestCaseReader.Read(members.Select(member => KeyValuePair.Create(member.Name, member.Value)), 7);
}
