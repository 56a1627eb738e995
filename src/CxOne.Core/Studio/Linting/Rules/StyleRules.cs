using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;

namespace CxOne.Studio.Linting.Rules;

/// <summary>Captions: CXS053.</summary>
internal static class StyleRules
{
    // The types whose captions appear in reports of a caller's path. BEGIN exists once and keeps its name everywhere.
    private static readonly HashSet<string> Reported = ["CASE", "IF", "MENU", "REQAGENT", "IVRLOG"];

    public static void Check(LintContext context)
    {
        var nodes = context.Graph.Nodes.Where(node => Reported.Contains(node.Type)).ToArray();
        var byCaption = nodes.ToLookup(node => node.Action.Caption.Trim(), StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes)
        {
            var caption = node.Action.Caption.Trim();
            if (caption.Length == 0 || caption.Equals(node.Type, StringComparison.OrdinalIgnoreCase)
                || caption.Equals(node.Definition?.Alias, StringComparison.OrdinalIgnoreCase))
            {
                context.Report("CXS053", node, LintMessages.CaptionIsType);
            }
            else if (byCaption[caption].First() is var first && first != node)
            {
                context.Report("CXS053", node, LintMessages.CaptionTwice(first.Id));
            }
        }
    }
}
