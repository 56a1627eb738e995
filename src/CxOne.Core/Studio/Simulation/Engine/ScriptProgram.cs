using System.Globalization;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>A script made ready to run: its texts, expressions and snippets are parsed once, when they are first needed.</summary>
internal sealed class ScriptProgram
{
    private readonly Dictionary<(int Id, string Property), TextExpression> _templates = [];
    private readonly Dictionary<(int Id, string Property), (Expression? Expression, SnippetError? Error)> _expressions = [];
    private readonly Dictionary<int, Snippet> _snippets = [];
    private readonly Lazy<HashSet<string>?> _reads;
    private Dictionary<string, FunctionStatement>? _functions;

    public ScriptProgram(ScriptGraph graph)
    {
        Graph = graph;
        _reads = new Lazy<HashSet<string>?>(FindReads);

        // A circle that is entered from outside has an action that two wires lead to.
        Joins = [.. graph.Nodes
            .Where(node => node.Incoming.Count > 1 || node.Incoming.Any(exit => exit.From == node))
            .Select(node => node.Id)];
    }

    public ScriptGraph Graph { get; }

    public string Name => Graph.Script.Name;

    public HashSet<int> Joins { get; }

    public static bool IsText(ScriptNode node, ScriptProperty property)
    {
        var definition = node.Definition?.Property(property.Name);
        return definition is not ({ IsOutput: true } or { IsDocumentation: true } or { IsExpression: true })
            && !(node.Type == "SNIPPET" && property.Name.Equals("Data", StringComparison.OrdinalIgnoreCase));
    }

    public TextExpression Template(ScriptNode node, string property) => Template(node, property, node.Action.Text(property));

    public TextExpression Template(ScriptNode node, string property, string text)
    {
        if (!_templates.TryGetValue((node.Id, property), out var template))
        {
            template = SnippetParser.ParseTemplate(text);
            _templates[(node.Id, property)] = template;
        }

        return template;
    }

    public (Expression? Expression, SnippetError? Error) Expression(ScriptNode node, string property)
    {
        if (!_expressions.TryGetValue((node.Id, property), out var parsed))
        {
            parsed = SnippetParser.ParseExpression(node.Action.Text(property));
            _expressions[(node.Id, property)] = parsed;
        }

        return parsed;
    }

    public Snippet Snippet(ScriptNode node)
    {
        if (!_snippets.TryGetValue(node.Id, out var snippet))
        {
            snippet = SnippetParser.Parse(node.Action.Text("Data"));
            _snippets[node.Id] = snippet;
        }

        return snippet;
    }

    /// <summary>A function of any snippet of the script, reached or not.</summary>
    public FunctionStatement? Function(string name)
    {
        if (_functions is null)
        {
            _functions = new Dictionary<string, FunctionStatement>(StringComparer.OrdinalIgnoreCase);
            foreach (var node in Graph.Nodes.Where(node => node.Type == "SNIPPET"))
            {
                foreach (var (declared, function) in VariableUse.Of(Snippet(node).Body).Functions)
                {
                    _functions.TryAdd(declared, function);
                }
            }
        }

        return _functions.GetValueOrDefault(name);
    }

    /// <summary>Every variable that the script may read; <see langword="null"/> if that cannot be told.</summary>
    public IReadOnlySet<string>? Reads => _reads.Value;

    /// <summary>Whether the script may read a variable.</summary>
    public bool MayRead(string name) => Reads?.Contains(name) ?? true;

    /// <summary>Whether several LOOPs use one counter.</summary>
    public bool SharesCounter(string name)
        => Graph.Nodes.Count(node => node.Type == "LOOP"
            && node.Action.Text("CounterName").Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) > 1;

    private HashSet<string>? FindReads()
    {
        HashSet<string> reads = new(StringComparer.OrdinalIgnoreCase);
        foreach (var node in Graph.Nodes.Where(node => !node.IsNote))
        {
            if (node.IsBegin)
            {
                // BEGIN gives the parameters p1, p2 and so on their names.
                reads.UnionWith((node.Action.Property("Parameters")?.Items ?? [])
                    .Select((_, place) => "p" + (place + 1).ToString(CultureInfo.InvariantCulture)));
            }
            else if (node.Type == "LOOP" && SharesCounter(node.Action.Text("CounterName").Trim()))
            {
                reads.Add(node.Action.Text("CounterName").Trim());
            }

            foreach (var property in node.Action.Properties)
            {
                if (node.Type == "SNIPPET" && property.Name.Equals("Data", StringComparison.OrdinalIgnoreCase))
                {
                    if (Snippet(node).Errors.Count > 0)
                    {
                        return null;
                    }

                    Union(VariableUse.Of(Snippet(node).Body));
                }
                else if (node.Definition?.Property(property.Name) is { IsExpression: true })
                {
                    if (Expression(node, property.Name).Expression is not { } expression)
                    {
                        return null;
                    }

                    Union(VariableUse.Of(expression));
                }
                else if (IsText(node, property))
                {
                    foreach (var text in property.Items ?? [property.Value])
                    {
                        Union(VariableUse.Of(SnippetParser.ParseTemplate(text)));
                    }
                }
            }
        }

        return reads;

        void Union(VariableUse use)
        {
            reads.UnionWith(use.Reads.Keys);

            // A call of now() is a read of the time.
            reads.UnionWith(use.Calls);
        }
    }
}
