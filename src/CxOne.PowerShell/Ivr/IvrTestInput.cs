using CxOne.Ivr;

namespace CxOne.PowerShell.Ivr;

/// <summary>The test case that -TestInput, -ExpectEnd and -AllowTimeout describe. They are read as the members of -TestCase are.</summary>
/// <param name="Input">The input; a single text is split at commas, semicolons, white space and &gt;.</param>
/// <param name="ExpectEnd">The node at which the call must end.</param>
/// <param name="AllowTimeout">The nodes that may time out; <c>*</c> for any node.</param>
internal sealed record IvrTestInput(string[]? Input, string? ExpectEnd, string[]? AllowTimeout)
{
    public bool HasExpectation => ExpectEnd is not null || AllowTimeout is not null;

    /// <exception cref="Errors.CxValidationException">The input is empty.</exception>
    public IvrTestCase Read() => IvrTestCaseReader.Read(
        [
            new(nameof(Input), Value(Input)), new(nameof(ExpectEnd), ExpectEnd), new(nameof(AllowTimeout), Value(AllowTimeout))
        ],
        1);

    private static object? Value(string[]? list) => list is [var text] ? text : list;
}
