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
        var value = Bare(inputData);
        return value is IEnumerable list and not string and not IDictionary
            ? list.Cast<object?>().Select(Id).ToArray()
            : Id(inputData);
    }

    private object? Id(object? item)
    {
        if (item is null || Bare(item) is string or ValueType)
        {
            return item;
        }

        var shown = PSObject.AsPSObject(item);
        return _members.Select(member => Bare(shown.Properties[member]?.Value)).OfType<string>().FirstOrDefault(id => id.Length > 0)
            ?? item;
    }

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
