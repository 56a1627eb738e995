namespace CxOne.Studio.Expressions;

/// <summary>Ends the reading of one statement; never leaves the parser.</summary>
internal sealed class SnippetSyntaxException(int at, string message) : Exception(message)
{
    public int At { get; } = at;

    /// <summary>Reading continues behind the line of this place.</summary>
    public int ResumeAt { get; init; } = at;
}
