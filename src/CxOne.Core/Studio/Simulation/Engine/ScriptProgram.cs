using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>
/// A script made ready to run: its texts, expressions and snippets are parsed once, when they are first needed. A script has one program,
/// however many calls and checks use it, and at the same time; it is released with the script.
/// </summary>
internal sealed class ScriptProgram
{
    private static readonly ConditionalWeakTable<ScriptGraph, ScriptProgram> Known = [];
    private readonly ConcurrentDictionary<(int Id, string Property), TextExpression> _templates = new(concurrencyLevel: 1, capacity: 0);
    private readonly ConcurrentDictionary<(int Id, string Property), (Expression? Expression, SnippetError? Error)> _expressions
        = new(concurrencyLevel: 1, capacity: 0);

    private readonly ConcurrentDictionary<int, Snippet> _snippets = new(concurrencyLevel: 1, capacity: 0);
    private readonly Lazy<HashSet<string>?> _reads;
    private readonly Lazy<HashSet<string>> _sharedCounters;
    private readonly Lazy<Dictionary<string, FunctionStatement>> _functions;

    private ScriptProgram(ScriptGraph graph)
    {
        Graph = graph;
        _reads = new Lazy<HashSet<string>?>(FindReads);
        _sharedCounters = new Lazy<HashSet<string>>(FindSharedCounters);
        _functions = new Lazy<Dictionary<string, FunctionStatement>>(FindFunctions);

        // A circle that is entered from outside has an action that two wires lead to.
        Joins = [.. graph.Nodes
            .Where(node => node.Incoming.Count > 1 || node.Incoming.Any(exit => exit.From == node))
            .Select(node => node.Id)];
    }

    public ScriptGraph Graph { get; }

    public string Name => Graph.Script.Name;

    public HashSet<int> Joins { get; }

    public static ScriptProgram Of(ScriptGraph graph) => Known.GetValue(graph, static known => new ScriptProgram(known));

    public static bool IsText(ScriptNode node, ScriptProperty property)
    {
        var definition = node.Definition?.Property(property.Name);
        return definition is not ({ IsOutput: true } or { IsDocumentation: true } or { IsExpression: true })
            && !(node.Type == "SNIPPET" && property.Name.Equals("Data", StringComparison.OrdinalIgnoreCase));
    }

    public TextExpression Template(ScriptNode node, string property) => Template(node, property, node.Action.Text(property));

    public TextExpression Template(ScriptNode node, string property, string text)
        => _templates.GetOrAdd((node.Id, property), static (_, source) => SnippetParser.ParseTemplate(source), text);

    public (Expression? Expression, SnippetError? Error) Expression(ScriptNode node, string property)
        => _expressions.GetOrAdd(
            (node.Id, property), static (key, action) => SnippetParser.ParseExpression(action.Text(key.Property)), node.Action);

    public Snippet Snippet(ScriptNode node)
        => _snippets.GetOrAdd(node.Id, static (_, action) => SnippetParser.Parse(action.Text("Data")), node.Action);

    /// <summary>A function of any snippet of the script, reached or not.</summary>
    public FunctionStatement? Function(string name) => _functions.Value.GetValueOrDefault(name);

    /// <summary>Every variable that the script may read; <see langword="null"/> if that cannot be told.</summary>
    public IReadOnlySet<string>? Reads => _reads.Value;

    /// <summary>Whether the script may read a variable.</summary>
    public bool MayRead(string name) => Reads?.Contains(name) ?? true;

    /// <summary>Whether several LOOPs use one counter.</summary>
    public bool SharesCounter(string name) => _sharedCounters.Value.Contains(name);

    private Dictionary<string, FunctionStatement> FindFunctions()
    {
        var functions = new Dictionary<string, FunctionStatement>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in Graph.Nodes.Where(node => node.Type == "SNIPPET"))
        {
            foreach (var (declared, function) in VariableUse.Of(Snippet(node).Body).Functions)
            {
                functions.TryAdd(declared, function);
            }
        }

        return functions;
    }

    private HashSet<string> FindSharedCounters()
        => Graph.Nodes.Where(node => node.Type == "LOOP")
            .GroupBy(node => node.Action.Text("CounterName").Trim(), StringComparer.OrdinalIgnoreCase)
            .Where(loops => loops.Skip(1).Any())
            .Select(loops => loops.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

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
