using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Takes the id, or the path, out of objects that are passed where text is expected: <c>Get-CxIvrDeployment $deployment</c>. pwsh itself
/// would make a text for people of the object, such as <c>@{Job Id=x}</c>. An object without such a member is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ObjectIdAttribute : ArgumentTransformationAttribute
{
    private readonly string[] _members;

    /// <param name="members">The members that may hold the id, the preferred one first.</param>
    public ObjectIdAttribute(params string[] members) => _members = members;

    /// <summary>The objects are for another parameter as well, so only those without any of the members are refused.</summary>
    public bool KeepsObjects { get; set; }

    /// <summary>An object with this member and without a path is for another parameter.</summary>
    public string? Other { get; set; }

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

        if (_members.Select(member => Text(Member(item, member))).FirstOrDefault(text => text is not null) is { } id)
        {
            return KeepsObjects ? item : id;
        }

        if (KeepsObjects && InputRow.IsOwn(item))
        {
            return item;
        }

        // pwsh passes over a parameter whose value cannot be cast, and tries the other ones.
        var refusal = BaseCmdletMessages.ObjectWithoutText(
            Bare(item) is PSObject ? nameof(PSCustomObject) : Bare(item)!.GetType().Name, _members);
        throw Other is not null && Text(Member(item, Other)) is not null
            ? new ArgumentTransformationMetadataException(refusal, new PSInvalidCastException(refusal))
            : new ArgumentTransformationMetadataException(refusal);
    }

    private static object? Member(object item, string name) => Bare(item) is IDictionary table
        ? Tables.Entries(table)!.FirstOrDefault(entry => entry.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
        : PSObject.AsPSObject(item).Properties[name]?.Value;

    private static string? Text(object? value) => Bare(value) switch
    {
        string { Length: > 0 } text => text,
        Guid or sbyte or byte or short or ushort or int or uint or long or ulong
            => Convert.ToString(Bare(value), CultureInfo.InvariantCulture),
        _ => null,
    };

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
