using System.Collections;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Takes the id out of objects that are passed where ids are expected: <c>Get-CxIvrDeployment $deployment</c>. pwsh itself would make a
/// text for people of the object.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ObjectIdAttribute : ArgumentTransformationAttribute
{
    private readonly string[] _members;

    /// <param name="members">The members that may hold the id, the preferred one first.</param>
    public ObjectIdAttribute(params string[] members) => _members = members;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Bare(inputData) is IEnumerable list and not string and not IDictionary)
        {
            return list.Cast<object?>().SelectMany(Ids).ToArray();
        }

        var ids = Ids(inputData).ToArray();
        return ids is [var only] ? only : ids;
    }

    /// <summary>The id that an object holds, or its ids; the object itself if it holds none.</summary>
    private IEnumerable<object?> Ids(object? item)
    {
        if (item is null || Bare(item) is string or ValueType)
        {
            return [item];
        }

        foreach (var value in _members.Select(member => Bare(Value(item, member))))
        {
            switch (value)
            {
                case string { Length: > 0 } id:
                    return [id];
                case IEnumerable<string> ids when ids.Any():
                    return ids;
            }
        }

        return [item];
    }

    /// <summary>Of an object of this module, only what its class has: a tenant may give its objects any other member.</summary>
    private static object? Value(object item, string member) => InputRow.IsOwn(item)
        ? Bare(item)!.GetType().GetProperty(member)?.GetValue(Bare(item))
        : PSObject.AsPSObject(item).Properties[member]?.Value;

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
