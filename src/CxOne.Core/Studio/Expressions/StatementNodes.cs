namespace CxOne.Studio.Expressions;

/// <summary>A statement. <see cref="At"/> is its place in the source.</summary>
internal abstract record Statement(int At);

/// <param name="At">Place in the source.</param>
/// <param name="Target">A name, a member or an item.</param>
/// <param name="Value">The value.</param>
/// <param name="HasKeyword">Whether it is written with ASSIGN.</param>
internal sealed record AssignStatement(int At, Expression Target, Expression Value, bool HasKeyword) : Statement(At);

internal sealed record CallStatement(int At, Expression Call) : Statement(At);

internal sealed record IfStatement(int At, Expression Condition, Block Then, Block? Else, bool IsElseIf) : Statement(At);

/// <param name="At">Place in the source.</param>
/// <param name="Selector">The value of SWITCH; absent for SELECT.</param>
/// <param name="Cases">Cases in order.</param>
internal sealed record SwitchStatement(int At, Expression? Selector, IReadOnlyList<SwitchCase> Cases) : Statement(At);

/// <param name="At">Place in the source.</param>
/// <param name="Labels">Labels that share the body.</param>
/// <param name="IsDefault">Whether DEFAULT is among them.</param>
/// <param name="Body">The body.</param>
internal sealed record SwitchCase(int At, IReadOnlyList<Expression> Labels, bool IsDefault, Block Body);

internal sealed record ForStatement(int At, string Variable, Expression From, Expression To, Expression? Step, Block Body) : Statement(At);

internal sealed record ForEachStatement(int At, string Variable, Expression List, Block Body) : Statement(At);

internal sealed record RepeatStatement(int At, Expression Count, Block Body) : Statement(At);

internal sealed record BreakStatement(int At) : Statement(At);

internal sealed record FunctionStatement(int At, string Name, IReadOnlyList<string> Parameters, Block Body) : Statement(At);

internal sealed record ReturnStatement(int At, Expression? Value) : Statement(At);

/// <param name="At">Place in the source.</param>
/// <param name="Name">The object.</param>
/// <param name="Value">The first value, if one is given.</param>
/// <param name="IsParsed">Whether the value is JSON or XML text to be parsed (FROM).</param>
internal sealed record DynamicStatement(int At, string Name, Expression? Value, bool IsParsed) : Statement(At);

internal sealed record TraceStatement(int At, Expression Text) : Statement(At);

internal sealed record UsesStatement(int At, string Name) : Statement(At);

/// <summary>What could not be read; the variables that it seems to assign are unknown after it.</summary>
internal sealed record UnknownStatement(int At, IReadOnlyList<string> Targets) : Statement(At);

internal sealed record Block(IReadOnlyList<Statement> Statements);
