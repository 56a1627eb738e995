namespace CxOne.Studio.Expressions;

/// <summary>A snippet, parsed.</summary>
internal sealed class Snippet
{
    private readonly string _source;
    private int[]? _lineStarts;

    public Snippet(string source, Block body, IReadOnlyList<SnippetError> errors)
    {
        _source = source;
        Body = body;
        Errors = errors;
    }

    public Block Body { get; }

    /// <summary>Every place that cannot be read, in order.</summary>
    public IReadOnlyList<SnippetError> Errors { get; }

    /// <summary>Whether ELSE IF occurs, which public material does not mention.</summary>
    public bool HasElseIf { get; init; }

    /// <summary>Whether a CASE names several values.</summary>
    public bool HasSeveralCaseValues { get; init; }

    public (int Line, int Column) Place(int at) => SourceText.Place(_lineStarts ??= SourceText.LineStarts(_source), at);
}
