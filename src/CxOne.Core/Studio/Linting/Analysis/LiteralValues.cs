using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>The values that a script gives to its variables, where each of them is written out.</summary>
internal sealed class LiteralValues
{
    private readonly Dictionary<string, HashSet<string>> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Name, string Value)> _canonical = [];
    private readonly HashSet<string> _open = new(StringComparer.OrdinalIgnoreCase);
    private readonly LintContext _context;

    private LiteralValues(LintContext context) => _context = context;

    public static LiteralValues Of(LintContext context)
    {
        var values = new LiteralValues(context);
        foreach (var node in context.Graph.Nodes)
        {
            values.Add(node);
        }

        return values;
    }

    /// <summary>All values that a variable can have; <see langword="null"/> if another value is possible.</summary>
    public IReadOnlyCollection<string>? Known(string name)
        => _context.Flow.WritesUnknown || _open.Contains(name) || _context.Flow.IsGiven(name) ? null : _values.GetValueOrDefault(name);

    /// <summary>Whether a value is written out.</summary>
    public bool Holds(string name, string value) => _canonical.Contains((name.ToUpperInvariant(), SnippetWalk.Canonical(value)));

    /// <summary>The values that are written out, whether or not there are others.</summary>
    public IReadOnlyCollection<string> Written(string name) => _values.TryGetValue(name, out var values) ? values : [];

    /// <summary>Whether values are possible that are not written out.</summary>
    public bool IsOpen(string name) => Known(name) is null;

    private void Add(ScriptNode node)
    {
        switch (node.Type)
        {
            case "SNIPPET":
                var snippet = _context.Program.Snippet(node);
                foreach (var statement in SnippetWalk.Statements(snippet.Body))
                {
                    if (statement is AssignStatement { Target: NameExpression name } assign)
                    {
                        Add(name.Name, SnippetWalk.Literal(assign.Value));
                    }
                }

                // What a loop, DYNAMIC or a member assignment writes is no literal.
                var plain = SnippetWalk.Statements(snippet.Body).OfType<AssignStatement>()
                    .Select(assign => assign.Target).OfType<NameExpression>().Select(target => target.Name)
                    .ToHashSet(StringComparer.OrdinalIgnoreCase);
                var other = SnippetWalk.Statements(snippet.Body).SelectMany(Others);
                _open.UnionWith(_context.Flow.Use(node).MayWrite.Where(name => !plain.Contains(name)).Concat(other));
                break;
            case "ASSIGN" when node.Action.Text("Variable").Trim() is var target && !target.Contains('.', StringComparison.Ordinal)
                && !target.Contains('[', StringComparison.Ordinal):
                var value = node.Action.Text("Value");
                Add(target.Trim('{', '}'), value.Contains('{', StringComparison.Ordinal) ? null : value.Trim());
                break;
            default:
                _open.UnionWith(_context.Flow.Use(node).MayWrite);
                break;
        }
    }

    private static IEnumerable<string> Others(Statement statement) => statement switch
    {
        AssignStatement { Target: not NameExpression } assign when SnippetWalk.BaseName(assign.Target) is { } name => [name],
        ForStatement loop => [loop.Variable],
        ForEachStatement loop => [loop.Variable],
        DynamicStatement dynamic => [dynamic.Name],
        UnknownStatement unknown => unknown.Targets,
        _ => [],
    };

    private void Add(string name, string? value)
    {
        if (value is null)
        {
            _open.Add(name);
            return;
        }

        if (!_values.TryGetValue(name, out var values))
        {
            _values[name] = values = new HashSet<string>(StringComparer.Ordinal);
        }

        values.Add(value);
        _canonical.Add((name.ToUpperInvariant(), SnippetWalk.Canonical(value)));
    }
}
