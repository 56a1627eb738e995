namespace CxOne.Studio.Expressions;

/// <summary>An expression. <see cref="At"/> is its place in the source.</summary>
internal abstract record Expression(int At);

internal sealed record NumberExpression(int At, decimal Value) : Expression(At);

/// <summary>A text with substitutions: pieces are texts and expressions in turn.</summary>
internal sealed record TextExpression(int At, IReadOnlyList<Expression> Pieces) : Expression(At);

internal sealed record LiteralExpression(int At, string Text) : Expression(At);

internal sealed record DateExpression(int At, DateTime Value) : Expression(At);

internal sealed record FlagExpression(int At, bool Value) : Expression(At);

internal sealed record NameExpression(int At, string Name) : Expression(At);

/// <summary>A call of a function, or of a method of <see cref="Target"/>; without arguments also a member.</summary>
internal sealed record CallExpression(int At, Expression? Target, string Name, IReadOnlyList<Expression>? Arguments) : Expression(At);

internal sealed record IndexExpression(int At, Expression Target, Expression Index) : Expression(At);

internal sealed record UnaryExpression(int At, string Operator, Expression Operand) : Expression(At);

internal sealed record BinaryExpression(int At, string Operator, Expression Left, Expression Right) : Expression(At);
