using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CxOne.Campaigns;
using CxOne.Dialer;
using CxOne.Http;
using CxOne.Ivr;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Adapts objects to pwsh: JSON becomes objects with members, and members that the module does not know are added to the others. No
/// member has the name of another one: ConvertTo-Json and Export-Clixml would each take one of the two.
/// </summary>
internal static class OutputAdapter
{
    private static readonly ConditionalWeakTable<object, object> Shown = [];
    private static readonly System.Reflection.MethodInfo StatusText
        = typeof(TerminalView).GetMethod(nameof(TerminalView.Update))!;

    public static object Adapt(object item) => item switch
    {
        JsonElement json => JsonObjects.ToPowerShell(json) ?? string.Empty,
        DialerConfigUpdate update => WithInner(update, nameof(update.Config), update.Config),
        PredictiveWeightUpdate { Webhook: { } webhook } update => WithInner(update, nameof(update.Webhook), webhook),
        IvrDefinition { Nodes: { } nodes } definition => WithJson(definition with { Nodes = new ShownList<IvrNode>(nodes) }),
        _ => WithJson(item),
    };

    /// <summary>The object with its JSON as members.</summary>
    internal static object WithJson(object item)
    {
        var content = CxMembers.Content(item);
        var unknown = CxMembers.Unknown(item);
        if (content.Count == 0 && unknown.Count == 0)
        {
            return item;
        }

        // Members stay with the object itself, so that they are there as well where it is reached through another one.
        var shown = PSObject.AsPSObject(item);
        if (!Shown.TryAdd(item, item))
        {
            return shown;
        }

        Dictionary<string, int>? numbers = null;
        foreach (var (name, value) in content)
        {
            // Also where it has no value: Export-Csv takes the columns of the first object.
            shown.Properties.Add(new PSNoteProperty(name, value is { } json ? JsonObjects.ToPowerShell(json) : null));
        }

        foreach (var (name, value) in unknown)
        {
            var note = JsonObjects.Names.Show(name, taken => shown.Members[taken] is not null, ref numbers);
            shown.Properties.Add(new PSNoteProperty(note, JsonObjects.ToPowerShell(value)));
        }

        return shown;
    }

    /// <summary>
    /// A copy of a result whose inner object has such members. ConvertTo-Json reads an inner object by reflection, and would omit them.
    /// </summary>
    private static PSObject WithInner(object result, string name, object inner)
    {
        var shown = new PSObject();
        foreach (var property in PSObject.AsPSObject(result).Properties)
        {
            shown.Properties.Add(new PSNoteProperty(property.Name, property.Name == name ? WithJson(inner) : property.Value));
        }

        shown.TypeNames.Insert(0, result.GetType().FullName!);
        shown.Members.Add(new PSCodeMethod(nameof(ToString), StatusText));
        return shown;
    }
}
