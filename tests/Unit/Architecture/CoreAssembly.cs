using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using CxOne.Errors;

namespace CxOne.Tests.Architecture;

/// <summary>Core as it was compiled: the literals of its code, and which namespace uses which.</summary>
internal static class CoreAssembly
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Core = typeof(CxErrors).Assembly;

    /// <summary>Every string literal of the code.</summary>
    public static IReadOnlyList<string> Literals()
    {
        using var stream = File.OpenRead(Core.Location);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        List<string> literals = [];
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            literals.Add(metadata.GetUserString(handle));
        }

        return literals;
    }

    /// <summary>Pairs of namespaces that use each other, such as <c>CxOne.Http - CxOne.Ivr</c>.</summary>
    public static IReadOnlyList<string> Cycles()
    {
        var uses = Core.GetTypes().Where(IsOwn)
            .SelectMany(type => Used(type).Where(IsOwn).Select(used => (From: type.Namespace!, To: used.Namespace!)))
            .Where(use => use.From != use.To).ToHashSet();
        return [.. uses.Where(use => string.CompareOrdinal(use.From, use.To) < 0 && uses.Contains((use.To, use.From)))
            .Select(use => $"{use.From} - {use.To}").Order(StringComparer.Ordinal)];
    }

    // What the compiler adds to a type (iterators, closures) is nested in it; its own helpers have no namespace of ours.
    private static bool IsOwn(Type type) => type.Assembly == Core && type.Namespace?.StartsWith("CxOne", StringComparison.Ordinal) == true;

    private static IEnumerable<Type> Used(Type type)
    {
        IEnumerable<Type?> used =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetCustomAttributesData().Select(data => data.AttributeType),
            .. type.GetFields(Declared).Select(field => field.FieldType),
            .. type.GetProperties(Declared).Select(property => property.PropertyType),
            .. type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)).SelectMany(Used),
        ];
        return used.OfType<Type>().SelectMany(Parts);
    }

    private static IEnumerable<Type?> Used(MethodBase method)
    {
        var body = method.GetMethodBody();
        IEnumerable<Type?> signature =
        [
            (method as MethodInfo)?.ReturnType,
            .. method.GetParameters().Select(parameter => parameter.ParameterType),
            .. body?.LocalVariables.Select(local => local.LocalType) ?? [],
        ];
        return body is null ? signature : signature.Concat(Members(method));
    }

    private static IEnumerable<Type?> Members(MethodBase method)
        => CompiledCode.Members(method).SelectMany(member => (IEnumerable<Type?>)
        [
            member as Type ?? member.DeclaringType,
            .. member is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : [],
        ]);

    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Append(type),
        _ => [type],
    };
}
