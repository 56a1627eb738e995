namespace CxOne.Studio.Expressions;

/// <summary>Which variables a snippet, an expression or a text reads and writes. Names are compared without case.</summary>
internal sealed class VariableUse
{
    private readonly HashSet<string> _locals = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Variables that are read, with the place of the first read.</summary>
    public Dictionary<string, int> Reads { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> Writes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Functions that are called, built-in ones included.</summary>
    public HashSet<string> Calls { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Functions that are declared.</summary>
    public Dictionary<string, FunctionStatement> Functions { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static VariableUse Of(Block block)
    {
        var use = new VariableUse();
        use.Add(block);
        return use;
    }

    public static VariableUse Of(Expression expression)
    {
        var use = new VariableUse();
        use.Add(expression);
        return use;
    }

    private void Add(Block? block)
    {
        foreach (var statement in block?.Statements ?? [])
        {
            Add(statement);
        }
    }

    private void Add(Statement statement)
    {
        switch (statement)
        {
            case AssignStatement assign:
                Add(assign.Value);
                AddTarget(assign.Target);
                break;
            case CallStatement call:
                Add(call.Call);
                break;
            case IfStatement condition:
                Add(condition.Condition);
                Add(condition.Then);
                Add(condition.Else);
                break;
            case SwitchStatement choice:
                Add(choice.Selector);
                foreach (var candidate in choice.Cases)
                {
                    Add(candidate.Labels);
                    Add(candidate.Body);
                }

                break;
            case ForStatement loop:
                Add([loop.From, loop.To]);
                Add(loop.Step);
                AddWrite(loop.Variable);
                Add(loop.Body);
                break;
            case ForEachStatement loop:
                Add(loop.List);
                AddWrite(loop.Variable);
                Add(loop.Body);
                break;
            case RepeatStatement loop:
                Add(loop.Count);
                Add(loop.Body);
                break;
            case FunctionStatement function:
                AddFunction(function);
                break;
            case ReturnStatement value:
                Add(value.Value);
                break;
            case DynamicStatement declaration:
                Add(declaration.Value);
                AddWrite(declaration.Name);
                break;
            case TraceStatement trace:
                Add(trace.Text);
                break;
            case UnknownStatement unknown:
                foreach (var name in unknown.Targets)
                {
                    AddWrite(name);
                }

                break;
        }
    }

    private void AddFunction(FunctionStatement function)
    {
        Functions[function.Name] = function;
        var added = function.Parameters.Where(_locals.Add).ToArray();
        Add(function.Body);
        foreach (var name in added)
        {
            _locals.Remove(name);
        }
    }

    private void AddTarget(Expression target)
    {
        switch (target)
        {
            case NameExpression name:
                AddWrite(name.Name);
                break;
            case CallExpression { Target: { } owner }:
                AddTarget(owner);
                break;
            case IndexExpression item:
                Add(item.Index);
                AddTarget(item.Target);
                break;
        }
    }

    private void AddWrite(string name)
    {
        if (!_locals.Contains(name))
        {
            Writes.Add(name);
        }
    }

    private void Add(IEnumerable<Expression> expressions)
    {
        foreach (var expression in expressions)
        {
            Add(expression);
        }
    }

    private void Add(Expression? expression)
    {
        switch (expression)
        {
            case NameExpression name:
                if (!_locals.Contains(name.Name))
                {
                    Reads.TryAdd(name.Name, name.At);
                }

                break;
            case TextExpression text:
                Add(text.Pieces);
                break;
            case UnaryExpression unary:
                Add(unary.Operand);
                break;
            case BinaryExpression binary:
                Add(binary.Left);
                Add(binary.Right);
                break;
            case IndexExpression index:
                Add(index.Target);
                Add(index.Index);
                break;
            case CallExpression call:
                Add(call.Target);
                Add(call.Arguments ?? []);
                if (call.Target is null)
                {
                    Calls.Add(call.Name);
                }

                break;
        }
    }
}
