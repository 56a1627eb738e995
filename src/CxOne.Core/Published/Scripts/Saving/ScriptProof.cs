using CxOne.Studio.Comparison;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;

namespace CxOne.Published;

/// <summary>
/// Tells whether the tenant holds a script that was saved. A tenant may return members in its own form, such as the place of an action, so
/// that what the script does counts: actions, properties, wires, and the header.
/// </summary>
internal static class ScriptProof
{
    /// <summary>Returns the differences in what the scripts do; none if the tenant holds the script.</summary>
    /// <param name="sent">The script that was sent.</param>
    /// <param name="held">The script that the tenant returned.</param>
    public static IReadOnlyList<ScriptChange> Differences(StudioScript sent, StudioScript held)
        => ScriptFingerprint.Of(sent) == ScriptFingerprint.Of(held)
            ? []
            : new ActionComparer(new ScriptGraph(sent), new ScriptGraph(held)).Compare();
}
