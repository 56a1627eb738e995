using System.Globalization;
using CxOne.Studio.Expressions;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>What rules ask about parsed snippets and expressions.</summary>
internal static class SnippetWalk
{
    // A division by it takes the zeros at the end of a number away.
    private const decimal TrailingZeros = 1.0000000000000000000000000000m;

    /// <summary>
    /// The variables that a block writes on each of its paths. A SWITCH or SELECT without DEFAULT counts by its cases: it is usual to leave
    /// DEFAULT out where a menu offers no more than the cases.
    /// </summary>
    public static HashSet<string> AlwaysWrites(Block? block)
    {
        HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);
        foreach (var statement in block?.Statements ?? [])
        {
            switch (statement)
            {
                case AssignStatement assign when BaseName(assign.Target) is { } name:
                    written.Add(name);
                    break;
                case DynamicStatement dynamic:
                    written.Add(dynamic.Name);
                    break;
                case ForStatement loop:
                    written.Add(loop.Variable);
                    written.UnionWith(AlwaysWrites(loop.Body));
                    break;
                case UnknownStatement unknown:
                    written.UnionWith(unknown.Targets);
                    break;
                case IfStatement { Else: { } otherwise } choice:
                    var both = AlwaysWrites(choice.Then);
                    both.IntersectWith(AlwaysWrites(otherwise));
                    written.UnionWith(both);
                    break;
                case SwitchStatement { Cases.Count: > 0 } choice:
                    var all = AlwaysWrites(choice.Cases[0].Body);
                    foreach (var candidate in choice.Cases.Skip(1))
                    {
                        all.IntersectWith(AlwaysWrites(candidate.Body));
                    }

                    written.UnionWith(all);
                    break;
            }
        }

        return written;
    }

    /// <summary>The variable that an assignment changes: <c>o</c> for <c>o.list[1]</c>.</summary>
    public static string? BaseName(Expression target) => target switch
    {
        NameExpression name => name.Name,
        IndexExpression item => BaseName(item.Target),
        CallExpression { Target: { } owner } => BaseName(owner),
        _ => null,
    };

    /// <summary>A value that needs no variable: a number, or a text without substitutions.</summary>
    public static string? Literal(Expression? expression) => expression switch
    {
        NumberExpression number => number.Value.ToString(CultureInfo.InvariantCulture),
        TextExpression { Pieces: [] } => string.Empty,
        TextExpression { Pieces: [LiteralExpression literal] } => literal.Text,
        FlagExpression flag => flag.Value ? "true" : "false",
        UnaryExpression { Operator: "-", Operand: NumberExpression number }
            => (-number.Value).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>All statements of a block, those of inner blocks included.</summary>
    public static IEnumerable<Statement> Statements(Block? block)
    {
        var pending = new Stack<Statement>((block?.Statements ?? []).Reverse());
        while (pending.TryPop(out var statement))
        {
            yield return statement;
            IEnumerable<Block?> inner = statement switch
            {
                IfStatement choice => [choice.Then, choice.Else],
                SwitchStatement choice => [.. choice.Cases.Select(candidate => candidate.Body)],
                ForStatement loop => [loop.Body],
                ForEachStatement loop => [loop.Body],
                RepeatStatement loop => [loop.Body],
                FunctionStatement function => [function.Body],
                _ => [],
            };
            foreach (var next in inner.SelectMany(body => body?.Statements ?? []).Reverse())
            {
                pending.Push(next);
            }
        }
    }

    /// <summary>The expressions that stand directly in a statement, conditions included.</summary>
    public static IEnumerable<Expression> Expressions(Statement statement)
    {
        IEnumerable<Expression?> direct = statement switch
        {
            AssignStatement assign => [assign.Target, assign.Value],
            CallStatement call => [call.Call],
            IfStatement choice => [choice.Condition],
            SwitchStatement choice => [choice.Selector, .. choice.Cases.SelectMany(candidate => candidate.Labels)],
            ForStatement loop => [loop.From, loop.To, loop.Step],
            ForEachStatement loop => [loop.List],
            RepeatStatement loop => [loop.Count],
            ReturnStatement value => [value.Value],
            DynamicStatement dynamic => [dynamic.Value],
            TraceStatement trace => [trace.Text],
            _ => [],
        };
        return direct.OfType<Expression>();
    }

    /// <summary>An expression and everything in it.</summary>
    public static IEnumerable<Expression> Tree(Expression root)
    {
        var pending = new Stack<Expression>([root]);
        while (pending.TryPop(out var expression))
        {
            yield return expression;
            IEnumerable<Expression?> inner = expression switch
            {
                TextExpression text => [.. text.Pieces],
                UnaryExpression unary => [unary.Operand],
                BinaryExpression binary => [binary.Left, binary.Right],
                IndexExpression index => [index.Target, index.Index],
                CallExpression call => [call.Target, .. call.Arguments ?? []],
                _ => [],
            };
            foreach (var next in inner.OfType<Expression>())
            {
                pending.Push(next);
            }
        }
    }

    /// <summary>Comparisons of a variable with a literal, <c>x = "a"</c> or <c>1 = x</c>.</summary>
    public static IEnumerable<(string Variable, string Literal)> Comparisons(Expression condition)
    {
        foreach (var binary in Tree(condition).OfType<BinaryExpression>().Where(binary => binary.Operator is "=" or "=="))
        {
            if (binary.Left is NameExpression left && Literal(binary.Right) is { } right)
            {
                yield return (left.Name, right);
            }
            else if (binary.Right is NameExpression other && Literal(binary.Left) is { } first)
            {
                yield return (other.Name, first);
            }
        }
    }

    /// <summary>
    /// A value as scripts compare it: numbers by value, texts without case. Two values are equal where these are.
    /// </summary>
    public static string Canonical(string value)
        => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? (number / TrailingZeros).ToString(CultureInfo.InvariantCulture)
            : value.ToUpperInvariant();
}
