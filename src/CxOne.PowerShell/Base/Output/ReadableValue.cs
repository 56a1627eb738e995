using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CxOne.PowerShell.Base;

/// <summary>
/// A time or a number with a text that people and programs can read: ISO 8601, a point before the decimals. Export-Csv asks a value for
/// its text, and times and numbers answer by the culture of the session. Lists get a text as well, "a; b", where .NET answers with the
/// name of the type, and an index. For everything else the value is the same as without this object.
/// </summary>
internal sealed class ReadableValue : PSObject
{
    private const string IsoTime = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";
    private static readonly MethodInfo ListText = typeof(ReadableValue).GetMethod(nameof(TextOfList))!;
    private static readonly ConditionalWeakTable<object, object> WithText = [];

    private ReadableValue(object value)
        : base(value)
    {
    }

    /// <summary>Returns whether .NET has no readable text for values of a type.</summary>
    public static bool IsFor(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare == typeof(DateTimeOffset) || bare == typeof(DateTime)
            || bare == typeof(double) || bare == typeof(decimal) || IsList(bare);
    }

    /// <summary>The value with its text; other values as they are.</summary>
    public static object? Of(object? value)
        => value is null or PSObject || !IsFor(value.GetType()) ? value : IsList(value.GetType()) ? List(value) : new ReadableValue(value);

    /// <summary>A list with its text; other values as they are.</summary>
    public static object? OfList(object? value)
        => value is not null and not PSObject && IsList(value.GetType()) ? List(value) : value;

    public override string ToString() => Text(BaseObject);

    /// <summary>The text of a list; PowerShell calls it.</summary>
    public static string TextOfList(PSObject list) => Text(list.BaseObject);

    /// <summary>
    /// A list with a method for its text. Not an object of this class: PowerShell binds the argument of a method of .NET by the type of
    /// the list and by PSObject itself, and would look for a rule for a derived class without end.
    /// </summary>
    private static PSObject List(object value)
    {
        var list = WithIndex(value);
        var shown = AsPSObject(list);

        // Members stay with the list itself.
        if (WithText.TryAdd(list, list))
        {
            shown.Members.Add(new PSCodeMethod(nameof(ToString), ListText), preValidated: true);
        }

        return shown;
    }

    /// <summary>
    /// An array of the items of a list that has no indexer of its own, as those that the compiler makes of collection expressions:
    /// PowerShell takes such a list for a single object, whose item 0 is the list itself. Other values as they are.
    /// </summary>
    private static object WithIndex(object value)
    {
        // The empty array of a type is shared by the process.
        if (value is Array { Length: 0 } empty)
        {
            return empty.Clone();
        }

        if (value is not ICollection list || value is Array or IDictionary || value.GetType().GetDefaultMembers().Length > 0)
        {
            return value;
        }

        var item = Array.Find(
            value.GetType().GetInterfaces(), type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>));
        if (item is null)
        {
            return value;
        }

        var array = Array.CreateInstance(item.GetGenericArguments()[0], list.Count);
        list.CopyTo(array, 0);
        return array;
    }

    private static bool IsList(Type type)
        => typeof(IEnumerable).IsAssignableFrom(type) && type != typeof(string);

    private static string Text(object? value) => JsonObjects.Bare(value) switch
    {
        null => string.Empty,
        string text => text,
        PSObject json => json.ToString(),
        DateTimeOffset time => time.ToString(IsoTime, CultureInfo.InvariantCulture),
        DateTime time => time.ToString(IsoTime, CultureInfo.InvariantCulture),
        IDictionary table => string.Join("; ", table.Cast<DictionaryEntry>().Select(entry => $"{Text(entry.Key)}={Text(entry.Value)}")),
        IEnumerable list => string.Join("; ", list.Cast<object?>().Select(Text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? string.Empty,
    };
}
