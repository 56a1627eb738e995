using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Simulation.Engine;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>A script as the rules see it, and the list that they report to.</summary>
internal sealed class LintContext
{
    private readonly List<ScriptLintFinding> _findings = [];
    private readonly HashSet<(string Rule, int? Action, string Message)> _seen = [];
    private readonly SortedDictionary<string, ScriptLintSkip> _skipped = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, ScriptNode>> _mainByType;

    public LintContext(ScriptGraph graph, ScriptLintOptions options)
    {
        Graph = graph;
        Options = options;
        Program = ScriptProgram.Of(graph);
        Facts = ScriptFacts.Of(graph);
        Main = graph.Start is { } start ? ScriptGraph.ReachableFrom([start]) : new HashSet<ScriptNode>();
        _mainByType = new Lazy<ILookup<string, ScriptNode>>(() => Main.OrderBy(node => node.Id).ToLookup(node => node.Type));
        EventPaths = ScriptGraph.ReachableFrom(graph.Events);
        Flow = new VariableFlow(this);
    }

    public ScriptGraph Graph { get; }

    public StudioScript Script => Graph.Script;

    public ScriptLintOptions Options { get; }

    public ScriptProgram Program { get; }

    public ScriptFacts Facts { get; }

    /// <summary>What a caller can reach from BEGIN.</summary>
    public IReadOnlySet<ScriptNode> Main { get; }

    /// <summary>What an event can reach.</summary>
    public IReadOnlySet<ScriptNode> EventPaths { get; }

    public VariableFlow Flow { get; }

    public bool IsCall => Script.Header.IsCall;

    /// <summary>Whether the other scripts are known, so that rules about them can be checked.</summary>
    public bool HasLibrary => Options.Library.Scripts.Any(other => !ReferenceEquals(other, Graph) && other.Script.Name != Script.Name);

    public bool Has(string type) => Facts.Types.Contains(type);

    /// <summary>The actions of a type that a caller can reach, in order of the ids.</summary>
    public IEnumerable<ScriptNode> MainOf(string type) => _mainByType.Value[type];

    /// <summary>
    /// How grave it is that a path ends at an action. A contact that waits in a queue, or that a spawned script will signal, is not lost;
    /// paths of events end so by design.
    /// </summary>
    public string Stranding(ScriptNode node)
        => !Main.Contains(node) ? ScriptLintSeverities.Information
            : !IsCall || Flow.MustBefore(node, VariableFlow.Queued) || Flow.MustBefore(node, VariableFlow.Parked)
                ? ScriptLintSeverities.Warning
                : ScriptLintSeverities.Error;

    public static string Lower(string severity, bool isLower) => isLower ? ScriptLintSeverities.Information : severity;

    /// <summary>The actions from which one of some kind can be reached, those included.</summary>
    public IReadOnlySet<ScriptNode> LeadingTo(Func<ScriptNode, bool> isTarget)
    {
        HashSet<ScriptNode> leading = [.. Graph.Nodes.Where(node => !node.IsNote && isTarget(node))];
        var pending = new Stack<ScriptNode>(leading);
        while (pending.TryPop(out var node))
        {
            foreach (var exit in node.Incoming)
            {
                if (leading.Add(exit.From))
                {
                    pending.Push(exit.From);
                }
            }
        }

        return leading;
    }

    public void Report(string rule, ScriptNode? node, string message, string? severity = null, bool isStudioWarning = false)
    {
        var definition = ScriptLintRules.Find(rule)!;
        var set = Options.Settings.Severity(rule);
        var effective = set ?? (definition.IsOnByDefault ? severity ?? definition.Severity : ScriptLintSeverities.Off);
        if (effective == ScriptLintSeverities.Off || !_seen.Add((rule, node?.Id, message)))
        {
            return;
        }

        _findings.Add(new ScriptLintFinding
        {
            Rule = rule,
            Severity = effective,
            Script = Script.Name,
            ActionId = node?.Id,
            ActionType = node?.Type ?? string.Empty,
            Caption = node?.Action.Caption ?? string.Empty,
            Message = message,
            Consequence = definition.Consequence,
            StudioWarning = isStudioWarning && node is not null ? StudioSaveCheck.Sentence(node) : string.Empty,
        });
    }

    public void Skip(string rule, string reason)
    {
        if (Options.Settings.Severity(rule) != ScriptLintSeverities.Off)
        {
            _skipped.TryAdd(rule, new ScriptLintSkip(rule, reason));
        }
    }

    public ScriptLintResult Result()
    {
        var directives = LintDirectives.Read(this);
        var ordered = _findings
            .OrderByDescending(finding => ScriptLintSeverities.Rank(finding.Severity))
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(finding => finding.ActionId ?? 0)
            .ToLookup(finding => directives.IsSilenced(finding) || Options.Settings.IsSilenced(finding));
        return new ScriptLintResult
        {
            Script = Script.Name,
            Findings = [.. ordered[false]],
            Silenced = [.. ordered[true]],
            Skipped = [.. _skipped.Values],
        };
    }
}
