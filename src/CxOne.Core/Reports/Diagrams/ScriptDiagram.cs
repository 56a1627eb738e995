using System.Globalization;
using System.Text;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Simulation;

namespace CxOne.Reports;

/// <summary>
/// Draws Studio scripts as Mermaid flowcharts: diamonds for decisions, rounded shapes for BEGIN and events, dashed lines for Default,
/// dotted ones to other scripts, and a red node for each exit that a caller can meet and that is not wired.
/// </summary>
public static class ScriptDiagram
{
    /// <summary>Writes the Mermaid text of a script.</summary>
    /// <param name="graph">The script.</param>
    /// <param name="coverage">The exits that calls took, drawn in green, and the others in amber; <see langword="null"/> for no
    /// colours.</param>
    public static string ToMermaid(ScriptGraph graph, ScriptCoverage? coverage = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new Writer(graph, coverage).Write();
    }

    private sealed class Writer(ScriptGraph graph, ScriptCoverage? coverage)
    {
        private readonly StringBuilder _text = new("flowchart TD\n");
        private readonly SortedDictionary<string, List<int>> _lines = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, List<string>> _classes = new(StringComparer.Ordinal);
        private readonly IReadOnlySet<ScriptNode> _main = graph.Start is { } start
            ? ScriptGraph.ReachableFrom([start]) : new HashSet<ScriptNode>();
        private int _line;

        public string Write()
        {
            var nodes = graph.Nodes.Where(node => !node.IsNote).ToArray();
            foreach (var node in nodes)
            {
                var (open, close) = Shape(node);
                var label = string.Join("<br/>", Lines(node).Select(line => MermaidText.Label(line)));
                _text.Append(CultureInfo.InvariantCulture, $"    {Id(node)}{open}\"{label}\"{close}\n");
                if (node.IsEvent)
                {
                    Mark("event", Id(node));
                }

                if (coverage is not null && node.Exits.Any(exit => exit.IsWired))
                {
                    Mark(node.Exits.Any(IsTaken) ? "taken" : "untaken", Id(node));
                }
            }

            if (nodes.Length == 0)
            {
                _text.Append("    empty[\"#160;\"]\n");
            }

            foreach (var node in nodes)
            {
                foreach (var exit in node.Exits)
                {
                    Draw(exit);
                }

                DrawScript(node);
            }

            WriteStyles();
            return _text.ToString().TrimEnd('\n');
        }

        private void Draw(ScriptExit exit)
        {
            var from = Id(exit.From);
            var label = MermaidText.Label(exit.DisplayLabel, 40);
            if (exit.Target is { IsNote: false } target)
            {
                var isDefault = exit.Kind == BranchKind.Default;
                _text.Append(CultureInfo.InvariantCulture, $"    {from} -->{(isDefault ? null : $"|\"{label}\"|")} {Id(target)}\n");
                var style = (isDefault ? "stroke-dasharray:7 4" : string.Empty, coverage is null ? string.Empty : IsTaken(exit)
                    ? "stroke:#1a7f37,stroke-width:3px" : "stroke:#b88100");
                Style(string.Join(',', new[] { style.Item1, style.Item2 }.Where(part => part.Length > 0)));
            }
            else if (exit.IsDangling || IsMissing(exit))
            {
                var missing = $"{from}_missing{_line.ToString(CultureInfo.InvariantCulture)}";
                var text = exit.IsDangling ? ReportsMessages.ExitToNowhere(exit.Branch!.To) : ReportsMessages.ExitNotWired;
                _text.Append(CultureInfo.InvariantCulture, $"    {from} -->|\"{label}\"| {missing}[\"{MermaidText.Label(text)}\"]\n");
                Mark("missing", missing);
                Style("stroke:#e02424");
            }
        }

        /// <summary>
        /// Whether a caller can meet the exit. Paths of events may run out, and exits such as Timeout have Default behind them.
        /// </summary>
        private bool IsMissing(ScriptExit exit)
            => exit.Branch is null && _main.Contains(exit.From) && (exit.Kind == BranchKind.Default || exit.From.Default() is null);

        private void DrawScript(ScriptNode node)
        {
            if (node.Type is not ("RUNSUB" or "RUNSCRIPT" or "SPAWN") || node.Action.Text("ScriptName").Trim() is not { Length: > 0 } name)
            {
                return;
            }

            var id = $"{Id(node)}_script";
            _text.Append(CultureInfo.InvariantCulture, $"    {Id(node)} -.-> {id}[\"{MermaidText.Label(name)}\"]\n");
            Mark("script", id);
            Style("stroke-dasharray:2 4");
        }

        private void WriteStyles()
        {
            (string Name, string Style)[] classes =
            [
                ("event", "stroke:#7c3aed,stroke-width:2px"),
                ("missing", "fill:#fee2e2,stroke:#c81e1e,stroke-width:3px,color:#450a0a"),
                ("script", "stroke-dasharray:2 4"),
                ("taken", "fill:#dafbe1,stroke:#1a7f37,stroke-width:2px,color:#0b2e13"),
                ("untaken", "fill:#fff1c9,stroke:#9a6700,stroke-width:2px,color:#3a2700"),
            ];
            foreach (var (name, style) in classes)
            {
                if (_classes.TryGetValue(name, out var ids))
                {
                    _text.Append(CultureInfo.InvariantCulture, $"    classDef {name} {style}\n    class {string.Join(',', ids)} {name}\n");
                }
            }

            foreach (var (style, numbers) in _lines)
            {
                _text.Append(CultureInfo.InvariantCulture, $"    linkStyle {string.Join(',', numbers)} {style}\n");
            }
        }

        private void Mark(string name, string id)
        {
            if (!_classes.TryGetValue(name, out var ids))
            {
                _classes[name] = ids = [];
            }

            ids.Add(id);
        }

        private void Style(string style)
        {
            if (style.Length > 0)
            {
                if (!_lines.TryGetValue(style, out var numbers))
                {
                    _lines[style] = numbers = [];
                }

                numbers.Add(_line);
            }

            _line++;
        }

        private bool IsTaken(ScriptExit exit) => coverage?.IsTaken(graph.Script.Name, exit.From.Id, exit.DisplayLabel) ?? false;

        private static string Id(ScriptNode node)
            => node.Id < 0 ? string.Create(CultureInfo.InvariantCulture, $"a_{-(long)node.Id}")
                : string.Create(CultureInfo.InvariantCulture, $"a{node.Id}");

        private static IEnumerable<string> Lines(ScriptNode node)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{node.Id} {node.Type}");
            if (!string.IsNullOrWhiteSpace(node.Action.Caption)
                && !node.Action.Caption.Trim().Equals(node.Type, StringComparison.OrdinalIgnoreCase))
            {
                yield return node.Action.Caption;
            }

            var fact = node.Type switch
            {
                "REQAGENT" or "REQAGENT_DIGITAL" => node.Action.Property("Skill") is { } skill ? skill.Description ?? skill.Value : null,
                "IF" => node.Action.Text("Expression"),
                "CASE" => node.Action.Text("Variable"),
                "BLINDXFER" or "TRANSFER" => node.Action.Text("Destination"),
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(fact))
            {
                yield return fact;
            }
        }

        private static (string Open, string Close) Shape(ScriptNode node) => node.Type switch
        {
            "IF" or "CASE" or "HOURS" or "LOOP" or "FOR" or "LOCATE" or "FILEEXIST" => ("{", "}"),
            "MENU" or "CAPTURE" => ("{{", "}}"),
            "REQAGENT" or "REQAGENT_DIGITAL" => ("[(", ")]"),
            "BLINDXFER" or "TRANSFER" or "PLACECALL" or "RUNSUB" => ("[[", "]]"),
            "PLAY" or "MUSIC" => ("(", ")"),
            _ when node.IsBegin || node.IsEvent || node.IsEnd => ("([", "])"),
            _ => ("[", "]"),
        };
    }
}
