using System.Reflection;
using CxOne.Connection;

namespace CxOne.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void No_type_of_another_package_is_part_of_a_public_signature()
    {
        var foreign = typeof(CxConnection).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
                .Where(IsVisible)
                .SelectMany(Types)
                .Append(type.BaseType)
                .Concat(type.GetInterfaces())
                .SelectMany(WithArguments)
                .Where(IsForeign)
                .Select(used => $"{type}: {used}"))
            .Distinct();

        Assert.Empty(foreign);
    }

    private static bool IsForeign(Type type)
        => type.Assembly.GetName().Name is { } name && !name.StartsWith("System.", StringComparison.Ordinal) && name is not "CxOne.Core";

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        _ => true,
    };

    private static IEnumerable<Type?> Types(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters()
            .Select(parameter => (Type?)parameter.ParameterType)
            .Append((method as MethodInfo)?.ReturnType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        EventInfo handled => [handled.EventHandlerType],
        _ => [],
    };

    private static IEnumerable<Type> WithArguments(Type? type)
        => type is null
            ? []
            : type.HasElementType
                ? WithArguments(type.GetElementType())
                : type.GetGenericArguments().SelectMany(WithArguments).Append(type);
}
