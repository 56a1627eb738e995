using CxOne.Studio.Expressions;

namespace CxOne.Tests.Studio.Support;

/// <summary>Runs snippets and expressions over a dictionary of variables.</summary>
internal sealed class SnippetHarness : IScriptContext
{
    private readonly Dictionary<string, FunctionStatement> _functions = new(StringComparer.OrdinalIgnoreCase);
    private int _steps;

    public Dictionary<string, StudioValue> Variables { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsCaseSensitive { get; init; } = true;

    public bool EmptyEqualsZero { get; init; }

    public bool AcceptsElseIf { get; init; } = true;

    public bool AcceptsSeveralCaseValues { get; init; } = true;

    public bool UnknownFunctionIsFault { get; init; }

    public DateTime? Now { get; init; } = new DateTime(2026, 3, 2, 10, 15, 0, DateTimeKind.Unspecified);

    public int MaxSteps { get; init; } = 100_000;

    public HashSet<string> Assumptions { get; } = [];

    /// <summary>Runs a snippet and returns the variables as texts; an unknown one is "?".</summary>
    public static SnippetHarness Run(string source, params (string Name, string Value)[] given)
    {
        var harness = new SnippetHarness();
        foreach (var (name, value) in given)
        {
            harness.Variables[name] = StudioValue.Of(value);
        }

        var snippet = SnippetParser.Parse(source);
        harness.Declare(snippet);
        SnippetRunner.Run(snippet, harness);
        return harness;
    }

    public static StudioValue Evaluate(string source, params (string Name, StudioValue Value)[] given)
    {
        var harness = new SnippetHarness();
        foreach (var (name, value) in given)
        {
            harness.Variables[name] = value;
        }

        var (expression, error) = SnippetParser.ParseExpression(source);
        Assert.True(error is null, $"{source}: {error}");
        return new ExpressionEvaluator(harness).Evaluate(expression!);
    }

    public string this[string name] => Variables.TryGetValue(name, out var value) ? value.Text ?? "?" : string.Empty;

    public void Declare(Snippet snippet)
    {
        foreach (var (name, function) in VariableUse.Of(snippet.Body).Functions)
        {
            _functions[name] = function;
        }
    }

    public StudioValue Read(string name) => Variables.GetValueOrDefault(name, StudioValue.Unset);

    public void Write(string name, StudioValue value) => Variables[name] = value;

    public FunctionStatement? FindFunction(string name) => _functions.GetValueOrDefault(name);

    public StudioValue Send(string url, string verb, string body, Dictionary<string, StudioValue> proxy)
        => throw new StubMissingException($"{verb} {url}");

    public void CountStep()
    {
        if (++_steps > MaxSteps)
        {
            throw new StepLimitException();
        }
    }

    public void Assume(string assumption) => Assumptions.Add(assumption);
}
