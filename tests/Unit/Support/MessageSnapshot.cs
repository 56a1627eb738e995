using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace CxOne.Tests.Support;

/// <summary>
/// Renders every message of an area with sample values and compares them with the text file beside the test, so that all messages of an
/// area can be read side by side and a copy-edit changes two files. CXONE_WRITE_SNAPSHOTS=1 writes the file instead.
/// </summary>
internal static class MessageSnapshot
{
    private const BindingFlags Members = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Compares the messages of a class with the file of its name in the folder of the calling test.</summary>
    /// <param name="messages">A static class whose constants, fields, properties and methods give strings.</param>
    /// <param name="caller">The path of the calling test; set by the compiler.</param>
    public static void Verify(Type messages, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, messages.Name + ".txt");
        var actual = Render(messages);
        if (Environment.GetEnvironmentVariable("CXONE_WRITE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.Equal(expected, actual);
    }

    private static string Render(Type messages)
    {
        var text = new StringBuilder();
        foreach (var member in messages.GetMembers(Members).Where(IsMessage).OrderBy(member => member.ToString(), StringComparer.Ordinal))
        {
            text.Append(member.Name).Append('\n');
            foreach (var line in Texts(member))
            {
                text.Append("    ").Append(line.ReplaceLineEndings("\n    ")).Append('\n');
            }
        }

        return text.ToString();
    }

    private static bool IsMessage(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) => false,
        FieldInfo field => field.FieldType == typeof(string),
        PropertyInfo property => property.PropertyType == typeof(string),
        MethodInfo method => method is { ReturnType: var type, IsSpecialName: false, IsPrivate: false } && type == typeof(string),
        _ => false,
    };

    private static List<string> Texts(MemberInfo member) => member switch
    {
        FieldInfo field => [(string)field.GetValue(null)!],
        PropertyInfo property => [(string)property.GetValue(null)!],
        MethodInfo method => Calls(method),
        _ => throw new InvalidOperationException($"{member} is not a message."),
    };

    // One line per choice: each Boolean both ways, each optional value with and without, each enumeration by its names.
    private static List<string> Calls(MethodInfo method)
    {
        IEnumerable<object?[]> calls = [[]];
        foreach (var parameter in method.GetParameters())
        {
            var samples = Samples(parameter).ToArray();
            calls = calls.SelectMany(call => samples.Select(sample => (object?[])[.. call, sample]));
        }

        var former = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            return calls.Select(call => (string)method.Invoke(null, call)!).Distinct(StringComparer.Ordinal).ToList();
        }
        finally
        {
            CultureInfo.CurrentCulture = former;
        }
    }

    private static IEnumerable<object?> Samples(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var isOptional = Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        if (isOptional)
        {
            yield return null;
        }

        var name = parameter.Name!;
        if (type == typeof(bool))
        {
            yield return false;
            yield return true;
        }
        else if (type.IsEnum)
        {
            foreach (var value in Enum.GetValues(type))
            {
                yield return value;
            }
        }
        else if (type == typeof(int) || type == typeof(long))
        {
            // One and many, because a message may need a singular.
            yield return Convert.ChangeType(1, type, CultureInfo.InvariantCulture);
            yield return Convert.ChangeType(1234, type, CultureInfo.InvariantCulture);
        }
        else
        {
            yield return Sample(type, name);
        }
    }

    private static object Sample(Type type, string name) => type switch
    {
        _ when type == typeof(string) => $"<{name}>",
        _ when type == typeof(object) => $"<{name}>",
        _ when type == typeof(double) => 0.25,
        _ when type == typeof(decimal) => 0.25m,
        _ when type == typeof(char) => '#',
        _ when type == typeof(Guid) => Guid.Parse("11111111-2222-3333-4444-555555555555"),
        _ when type == typeof(Uri) => new Uri("https://api.example/path"),
        _ when type == typeof(Type) => typeof(string),
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(90),
        _ when type == typeof(DateTime) => new DateTime(2026, 11, 30, 8, 0, 0, DateTimeKind.Utc),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.FromHours(-7)),
        _ when type == typeof(Exception) => new InvalidOperationException($"<{name}>"),
        _ when type.IsAssignableFrom(typeof(string[])) => new[] { $"<{name} 1>", $"<{name} 2>" },
        _ when type.IsAssignableFrom(typeof(int[])) => new[] { 1, 2 },
        _ => throw new NotSupportedException($"Pass values to messages, or give MessageSnapshot a sample of {type} ({name})."),
    };
}
