namespace CxOne.Studio.Expressions;

/// <summary>A fault at run time: the platform leaves the action by its Error exit.</summary>
internal sealed class SnippetFaultException(int at, string message) : Exception(message)
{
    public int At { get; } = at;
}
