namespace CxOne.Studio.Expressions;

/// <summary>The parameters of the functions that run, before the variables of the script.</summary>
internal sealed class LocalContext(IScriptContext inner) : IScriptContext
{
    private readonly Stack<Dictionary<string, StudioValue>> _locals = new();

    public bool IsCaseSensitive => inner.IsCaseSensitive;

    public bool EmptyEqualsZero => inner.EmptyEqualsZero;

    public bool AcceptsElseIf => inner.AcceptsElseIf;

    public bool AcceptsSeveralCaseValues => inner.AcceptsSeveralCaseValues;

    public bool UnknownFunctionIsFault => inner.UnknownFunctionIsFault;

    public DateTime? Now => inner.Now;

    public void Push(IReadOnlyList<string> names, IReadOnlyList<StudioValue> values)
    {
        Dictionary<string, StudioValue> locals = new(StringComparer.OrdinalIgnoreCase);
        for (var place = 0; place < names.Count; place++)
        {
            locals[names[place]] = values[place];
        }

        _locals.Push(locals);
    }

    public void Pop() => _locals.Pop();

    public StudioValue Read(string name)
        => _locals.TryPeek(out var locals) && locals.TryGetValue(name, out var value) ? value : inner.Read(name);

    public void Write(string name, StudioValue value)
    {
        if (_locals.TryPeek(out var locals) && locals.ContainsKey(name))
        {
            locals[name] = value;
            return;
        }

        inner.Write(name, value);
    }

    public FunctionStatement? FindFunction(string name) => inner.FindFunction(name);

    public StudioValue Send(string url, string verb, string body, Dictionary<string, StudioValue> proxy)
        => inner.Send(url, verb, body, proxy);

    public void CountStep() => inner.CountStep();

    public void Assume(string assumption) => inner.Assume(assumption);
}
