namespace CxOne.Studio.Catalogue;

/// <summary>One property of an action type, in the order in which scripts store it.</summary>
/// <param name="Name">Name; scripts spell it in any case.</param>
/// <param name="DefaultValue">What the editor fills in.</param>
/// <param name="IsOutput">Whether the value is the bare name of a variable that the action writes.</param>
/// <param name="IsList">Whether the value is a list of texts (the parameters of BEGIN, RUNSUB, SPAWN, ONSIGNAL).</param>
/// <param name="IsExpression">Whether the value is an expression, in which variables have no braces.</param>
/// <param name="IsDocumentation">Whether the platform ignores the value (Phrase, Comments).</param>
public sealed record ActionProperty(
    string Name, string DefaultValue, bool IsOutput, bool IsList, bool IsExpression, bool IsDocumentation);
