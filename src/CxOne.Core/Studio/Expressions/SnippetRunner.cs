namespace CxOne.Studio.Expressions;

/// <summary>
/// Runs a snippet. Variables that depend on an unknown condition are unknown afterwards. One class, because every kind of statement is a
/// short method and all of them share the scope, the flow and the returned value.
/// </summary>
internal sealed class SnippetRunner
{
    private const int MaxCalls = 64;
    private readonly IScriptContext _context;
    private readonly LocalContext _scope;
    private readonly ExpressionEvaluator _evaluator;
    private int _calls;

    private SnippetRunner(IScriptContext context)
    {
        _context = context;
        _scope = new LocalContext(context);
        _evaluator = new ExpressionEvaluator(_scope, CallFunction);
    }

    private enum Flow
    {
        Next, Break, Return,
    }

    private StudioValue Returned { get; set; } = StudioValue.Unset;

    /// <exception cref="SnippetFaultException">A fault of the script.</exception>
    /// <exception cref="StepLimitException">It may never end.</exception>
    /// <exception cref="StubMissingException">It calls what cannot run offline.</exception>
    public static void Run(Snippet snippet, IScriptContext context)
    {
        // The platform refuses to save such a snippet; running the part that can be read would be a guess.
        var refused = snippet.Errors.Count > 0 ? snippet.Errors[0].ToString()
            : snippet.HasElseIf && !context.AcceptsElseIf ? "ELSE IF"
            : snippet.HasSeveralCaseValues && !context.AcceptsSeveralCaseValues ? "CASE"
            : null;
        if (snippet.HasElseIf)
        {
            context.Assume("ElseIfIsAccepted");
        }

        if (snippet.HasSeveralCaseValues)
        {
            context.Assume("SeveralCaseValuesAreAccepted");
        }

        if (refused is not null)
        {
            var unknown = new UnknownValue($"the snippet cannot be read at {refused}");
            foreach (var name in VariableUse.Of(snippet.Body).Writes)
            {
                context.Write(name, unknown);
            }

            return;
        }

        new SnippetRunner(context).Run(snippet.Body);
    }

    private Flow Run(Block block)
    {
        foreach (var statement in block.Statements)
        {
            _context.CountStep();
            var flow = Run(statement);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private Flow Run(Statement statement)
    {
        switch (statement)
        {
            case AssignStatement assign:
                Assign(assign.Target, _evaluator.Evaluate(assign.Value));
                return Flow.Next;
            case CallStatement call:
                _evaluator.Evaluate(call.Call);
                return Flow.Next;
            case IfStatement condition:
                return Run(condition);
            case SwitchStatement choice:
                return Run(choice);
            case ForStatement loop:
                return Run(loop);
            case ForEachStatement loop:
                return Run(loop);
            case RepeatStatement loop:
                return Run(loop);
            case BreakStatement:
                return Flow.Break;
            case ReturnStatement value:
                Returned = value.Value is null ? StudioValue.Unset : _evaluator.Evaluate(value.Value);
                return Flow.Return;
            case DynamicStatement declaration:
                Declare(declaration);
                return Flow.Next;
            case TraceStatement trace:
                _evaluator.Evaluate(trace.Text);
                return Flow.Next;
            default:
                return Flow.Next;
        }
    }

    private Flow Run(IfStatement condition)
    {
        switch (ExpressionEvaluator.Truth(_evaluator.Evaluate(condition.Condition)))
        {
            case true:
                return Run(condition.Then);
            case false:
                return condition.Else is null ? Flow.Next : Run(condition.Else);
            default:
                Forget(condition);
                return Flow.Next;
        }
    }

    private Flow Run(SwitchStatement choice)
    {
        var selector = choice.Selector is null ? null : _evaluator.Evaluate(choice.Selector);
        foreach (var candidate in choice.Cases)
        {
            foreach (var label in candidate.Labels)
            {
                var value = _evaluator.Evaluate(label);
                switch (selector is null ? ExpressionEvaluator.Truth(value) : _evaluator.AreEqual(selector, value))
                {
                    case true:
                        return Run(candidate.Body);
                    case null:
                        Forget(choice);
                        return Flow.Next;
                }
            }
        }

        return choice.Cases.FirstOrDefault(candidate => candidate.IsDefault) is { } otherwise ? Run(otherwise.Body) : Flow.Next;
    }

    private Flow Run(ForStatement loop)
    {
        var (from, to) = (_evaluator.Evaluate(loop.From), _evaluator.Evaluate(loop.To));
        var step = loop.Step is null ? null : _evaluator.Evaluate(loop.Step);
        if (from.IsUnknown || to.IsUnknown || step is { IsUnknown: true })
        {
            Forget(loop);
            return Flow.Next;
        }

        var (first, last) = (from.Number ?? 0, to.Number ?? 0);
        var size = Math.Abs(step?.Number ?? 1);
        var by = last < first ? -size : size;
        for (var count = first; by < 0 ? count >= last : count <= last; count += by)
        {
            _context.CountStep();
            _scope.Write(loop.Variable, StudioValue.Of(count));
            var flow = Run(loop.Body);
            if (flow != Flow.Next)
            {
                return flow == Flow.Break ? Flow.Next : flow;
            }
        }

        return Flow.Next;
    }

    private Flow Run(ForEachStatement loop)
    {
        var list = _evaluator.Evaluate(loop.List);
        if (list.IsUnknown)
        {
            Forget(loop);
            return Flow.Next;
        }

        foreach (var item in ExpressionEvaluator.Items(list).ToArray())
        {
            _context.CountStep();
            _scope.Write(loop.Variable, item);
            var flow = Run(loop.Body);
            if (flow != Flow.Next)
            {
                return flow == Flow.Break ? Flow.Next : flow;
            }
        }

        return Flow.Next;
    }

    private Flow Run(RepeatStatement loop)
    {
        var times = _evaluator.Evaluate(loop.Count);
        if (times.IsUnknown)
        {
            Forget(loop);
            return Flow.Next;
        }

        for (var count = 0m; count < (times.Number ?? 0); count++)
        {
            _context.CountStep();
            var flow = Run(loop.Body);
            if (flow != Flow.Next)
            {
                return flow == Flow.Break ? Flow.Next : flow;
            }
        }

        return Flow.Next;
    }

    private void Declare(DynamicStatement declaration)
    {
        var value = declaration.Value is null ? null : _evaluator.Evaluate(declaration.Value);
        _scope.Write(declaration.Name, value switch
        {
            null => new ObjectValue(),
            { IsUnknown: true } => value,
            _ when !declaration.IsParsed => value,
            _ => DynamicDocument.Parse(value.Text ?? string.Empty)
                ?? throw new SnippetFaultException(declaration.At, SnippetMessages.DocumentInvalid(declaration.Name)),
        });
    }

    private void Assign(Expression target, StudioValue value)
    {
        switch (target)
        {
            case NameExpression name:
                _scope.Write(name.Name, value);
                break;
            case CallExpression { Target: { } owner } member:
                SetMember(owner, member.Name, value, member.At);
                break;
            case IndexExpression item:
                SetItem(item, value);
                break;
        }
    }

    private void SetMember(Expression owner, string name, StudioValue value, int at)
    {
        switch (_evaluator.Evaluate(owner))
        {
            case ObjectValue item:
                item.Members[name] = BuiltInFunctions.Copy(value, at);
                break;
            case ProxyValue proxy:
                proxy.Members[name] = value;
                break;
            case UnknownValue:
                break;

            // The platform makes an object of a variable that has no value yet.
            case UnsetValue or TextValue { Content: "" } when owner is NameExpression or CallExpression or IndexExpression:
                var made = new ObjectValue();
                made.Members[name] = BuiltInFunctions.Copy(value, at);
                Assign(owner, made);
                break;
            default:
                throw new SnippetFaultException(at, SnippetMessages.NoObject(name));
        }
    }

    private void SetItem(IndexExpression target, StudioValue value)
    {
        var list = _evaluator.Evaluate(target.Target);
        var index = _evaluator.Evaluate(target.Index);
        if (list.IsUnknown || index.IsUnknown)
        {
            Assign(target.Target, ExpressionEvaluator.Unknown(list.IsUnknown ? list : index));
            return;
        }

        if (index.Number is not { } place || place < 1 || place > 10_000)
        {
            throw new SnippetFaultException(target.At, SnippetMessages.NumberOverflow);
        }

        List<StudioValue> items = [.. ExpressionEvaluator.Items(list)];
        while (items.Count < place)
        {
            items.Add(StudioValue.Empty);
        }

        items[(int)place - 1] = BuiltInFunctions.Copy(value, target.At);
        Assign(target.Target, new ListValue(items));
    }

    private StudioValue? CallFunction(string name, IReadOnlyList<StudioValue> arguments, int at)
    {
        if (_context.FindFunction(name) is not { } function)
        {
            return null;
        }

        if (arguments.Count != function.Parameters.Count)
        {
            throw new SnippetFaultException(at, SnippetMessages.FunctionArity(name, function.Parameters.Count, arguments.Count));
        }

        if (++_calls > MaxCalls)
        {
            throw new SnippetFaultException(at, SnippetMessages.CallsTooDeep);
        }

        _scope.Push(function.Parameters, arguments);
        try
        {
            Returned = StudioValue.Unset;
            Run(function.Body);
            return Returned;
        }
        finally
        {
            _scope.Pop();
            _calls--;
            Returned = StudioValue.Unset;
        }
    }

    /// <summary>The statement may or may not have run: what it assigns is unknown.</summary>
    private void Forget(Statement statement)
    {
        foreach (var name in VariableUse.Of(new Block([statement])).Writes)
        {
            _scope.Write(name, new UnknownValue("a condition before it is not known"));
        }
    }
}
