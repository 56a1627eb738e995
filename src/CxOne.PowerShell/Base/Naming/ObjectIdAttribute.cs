using System.Collections;
using System.Management.Automation;
using CxOne.Http;

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
            ? list.Cast<object?>().Select(Id).SelectMany(id => id is string[] ids ? ids : new[] { id }).ToArray()
            : Id(inputData);
    }

    private object? Id(object? item)
    {
        if (item is null || Bare(item) is string or ValueType)
        {
            return item;
        }

        return _members.Select(member => Ids(Member(item, member))).FirstOrDefault(ids => ids is not null) ?? item;
    }

    // A member that only the tenant knows must not stand in for one of the module's: of its own objects only the properties count.
    private static object? Member(object item, string name)
    {
        var own = Bare(item)!;
        return own.GetType().Assembly == typeof(CxMembers).Assembly
            ? own.GetType().GetProperty(name)?.GetValue(own)
            : Bare(PSObject.AsPSObject(item).Properties[name]?.Value);
    }

    private static object? Ids(object? value) => value switch
    {
        string { Length: > 0 } id => id,
        IEnumerable<string> ids => ids.ToArray(),
        _ => null,
    };

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
