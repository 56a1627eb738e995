using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CxOne.Campaigns;
using CxOne.Dialer;
using CxOne.Http;
using CxOne.Ivr;
using CxOne.Published;
using CxOne.Skills;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Adapts objects to pwsh: JSON becomes objects with members, and members that the module does not know are added to the others. No
/// member has the name of another one: ConvertTo-Json and Export-Clixml would each take one of the two.
/// </summary>
internal static class OutputAdapter
{
    private static readonly ConditionalWeakTable<object, object> Shown = [];
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<PropertyInfo>> ReadableMembers = new();
    private static readonly MethodInfo StatusText
        = typeof(TerminalView).GetMethod(nameof(TerminalView.Update))!;

    public static object Adapt(object item) => item switch
    {
        JsonElement json => JsonObjects.ToPowerShell(json) ?? string.Empty,
        DialerConfigUpdate update => WithInner(update, nameof(update.Config), update.Config),
        PointOfContactUpdate update => WithInner(update, nameof(update.PointOfContact), update.PointOfContact),
        SkillRunUpdate update => WithInner(update, nameof(update.Skill), update.Skill),
        PredictiveWeightUpdate { Webhook: { } webhook } update => WithInner(update, nameof(update.Webhook), webhook),
        IvrDefinition { Nodes: { } nodes } definition => WithJson(definition with { Nodes = new ShownList<IvrNode>(nodes) }),
        _ => WithJson(item),
    };

    /// <summary>The object with its JSON as members, and with lists and times that Export-Csv can write.</summary>
    internal static object WithJson(object item)
    {
        var content = CxMembers.Content(item);
        var unknown = CxMembers.Unknown(item);
        var members = ReadableMembers.GetOrAdd(item.GetType(), FindReadable);
        if (content.Count == 0 && unknown.Count == 0 && members.Count == 0)
        {
            return item;
        }

        // Members stay with the object itself, so that they are there as well where it is reached through another one.
        var shown = PSObject.AsPSObject(item);
        if (!Shown.TryAdd(item, item))
        {
            return shown;
        }

        foreach (var property in members)
        {
            var value = property.GetValue(item);
            AdaptInner(value);
            shown.Properties.Add(new PSNoteProperty(property.Name, ReadableValue.Of(value)), preValidated: true);
        }

        Dictionary<string, int>? numbers = null;
        foreach (var (name, value) in content)
        {
            // Also where it has no value: Export-Csv takes the columns of the first object.
            shown.Properties.Add(new PSNoteProperty(name, value is { } json ? ReadableValue.Of(JsonObjects.ToPowerShell(json)) : null));
        }

        foreach (var (name, value) in unknown)
        {
            var note = JsonObjects.Names.Show(name, taken => shown.Members[taken] is not null, ref numbers);
            shown.Properties.Add(new PSNoteProperty(note, ReadableValue.Of(JsonObjects.ToPowerShell(value))));
        }

        return shown;
    }

    /// <summary>The objects of this module inside a value. Their members stay with them, wherever they are reached.</summary>
    private static void AdaptInner(object? value)
    {
        switch (value)
        {
            case null or string or ValueType or IDictionary or ShownList<IvrNode>:
                break;
            case IEnumerable list:
                foreach (var entry in list)
                {
                    AdaptInner(entry);
                }

                break;
            case var inner when IsOwnRecord(inner.GetType()):
                _ = WithJson(inner);
                break;
        }
    }

    /// <summary>
    /// All members of a type of this module, if one of them needs a readable text; with all of them, their order stays. They hide the
    /// members of the same name, with the same values: what reads by reflection finds no difference. Only records, which do not change.
    /// </summary>
    private static IReadOnlyList<PropertyInfo> FindReadable(Type type)
    {
        if (!IsOwnRecord(type))
        {
            return [];
        }

        List<PropertyInfo> all = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)];
        return all.Exists(property => ReadableValue.IsFor(property.PropertyType) || IsOwnRecord(property.PropertyType)) ? all : [];
    }

    private static bool IsOwnRecord(Type type)
        => type.Namespace?.StartsWith("CxOne", StringComparison.Ordinal) == true && type.GetMethod("<Clone>$") is not null;

    /// <summary>
    /// A copy of a result whose inner object has such members. ConvertTo-Json reads an inner object by reflection, and would omit them.
    /// </summary>
    private static PSObject WithInner(object result, string name, object inner)
    {
        var shown = new PSObject();
        foreach (var property in PSObject.AsPSObject(result).Properties)
        {
            var value = property.Name == name ? WithJson(inner) : ReadableValue.Of(property.Value);
            shown.Properties.Add(new PSNoteProperty(property.Name, value));
        }

        shown.TypeNames.Insert(0, result.GetType().FullName!);
        shown.Members.Add(new PSCodeMethod(nameof(ToString), StatusText));
        return shown;
    }
}
