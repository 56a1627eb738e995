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
            if (value is IEnumerable<string> texts && texts.Any())
            {
                return KeepsObjects ? [item] : texts;
            }

            if (Text(value) is { } id)
            {
                return KeepsObjects ? [item] : [id];
            }
        }

        if (KeepsObjects && InputRow.IsOwn(item))
        {
            return [item];
        }

        // pwsh passes over a parameter whose value cannot be cast, and tries the other ones.
        var refusal = BaseCmdletMessages.ObjectWithoutText(
            Bare(item) is PSObject ? nameof(PSCustomObject) : Bare(item)!.GetType().Name, _members);
        throw Other is not null && Text(Value(item, Other)) is not null
            ? new ArgumentTransformationMetadataException(refusal, new PSInvalidCastException(refusal))
            : new ArgumentTransformationMetadataException(refusal);
    }

    /// <summary>Of an object of this module, only what its class has: a tenant may give its objects any other member.</summary>
    private static object? Value(object item, string member) => Bare(item) switch
    {
        IDictionary table => Tables.Entries(table)!.FirstOrDefault(entry => entry.Key.Equals(member, StringComparison.OrdinalIgnoreCase))
            .Value,
        var own when InputRow.IsOwn(item) => own!.GetType().GetProperty(member)?.GetValue(own),
        _ => PSObject.AsPSObject(item).Properties[member]?.Value,
    };

    private static string? Text(object? value) => Bare(value) switch
    {
        string { Length: > 0 } text => text,
        Guid or sbyte or byte or short or ushort or int or uint or long or ulong
            => Convert.ToString(Bare(value), CultureInfo.InvariantCulture),
        _ => null,
    };

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
