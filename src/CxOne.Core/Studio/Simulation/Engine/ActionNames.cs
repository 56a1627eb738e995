using System.Globalization;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Names of actions in tests: the id, or the caption without case.</summary>
internal static class ActionNames
{
    public static bool IsMeant(ScriptNode node, string idOrCaption)
    {
        var name = idOrCaption.Trim();
        return name.Equals(node.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            || name.Equals(node.Action.Caption.Trim(), StringComparison.OrdinalIgnoreCase);
    }
}
