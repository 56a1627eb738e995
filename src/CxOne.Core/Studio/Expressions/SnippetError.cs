using System.Globalization;

namespace CxOne.Studio.Expressions;

/// <summary>A place in a snippet or expression that cannot be read.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Message">What is wrong there.</param>
public sealed record SnippetError(int Line, int Column, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}: {Message}");
}
