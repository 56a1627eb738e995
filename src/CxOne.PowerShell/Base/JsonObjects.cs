using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using CxOne.Http;

namespace CxOne.PowerShell.Base;

/// <summary>Converts between JSON and PowerShell's objects without loss. Text stays text, also if it looks like a date.</summary>
internal static class JsonObjects
{
    // As many characters as a decimal always holds exactly, sign and point included.
    private const int PlainDecimalLength = 28;
    private const int LongestInteger = 1000;

    /// <summary>How PSObject shows names that it cannot hold: it tells no case apart, and keeps some names for itself.</summary>
    public static CxMemberNames Names { get; } = new(["psobject", "psbase", "psadapted", "psextended", "pstypenames"]);

    public static object? ToPowerShell(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var item = new PSObject();
                Dictionary<string, int>? numbers = null;
                foreach (var member in json.EnumerateObject())
                {
                    var name = Names.Show(member.Name, taken => item.Properties[taken] is not null, ref numbers);
                    item.Properties.Add(new PSNoteProperty(name, ToPowerShell(member.Value)));
                }

                return item;
            case JsonValueKind.Array:
                var items = json.GetArrayLength() == 0 ? [] : new object?[json.GetArrayLength()];
                var place = 0;
                foreach (var entry in json.EnumerateArray())
                {
                    items[place++] = ToPowerShell(entry);
                }

                return items;
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.Number:
                return Number(json);
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return null;
        }
    }

    /// <summary>Makes JSON of a value that is to be sent: what JSON cannot hold is refused.</summary>
    /// <param name="value">The value.</param>
    /// <param name="remarks">Gets a sentence for each member that is left out because it cannot be read.</param>
    /// <exception cref="ArgumentException">The value is nested too deeply, or has something that JSON cannot hold.</exception>
    public static byte[] ToJson(object? value, ICollection<string>? remarks = null)
        => JsonObjectWriter.Write(value, isLenient: false, remarks ?? []);

    /// <exception cref="ArgumentException">As for <see cref="ToJson"/>.</exception>
    public static JsonElement ToElement(object? value, ICollection<string>? remarks = null) => Element(ToJson(value, remarks));

    /// <summary>
    /// Makes JSON of a value that is to be recorded, whatever it is: what JSON cannot hold, and what lies deep inside objects of .NET, is
    /// written as text, because a record that is refused is lost.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="remarks">Gets a sentence for each member that is left out or written as text.</param>
    public static JsonElement ToRecord(object? value, ICollection<string> remarks)
        => Element(JsonObjectWriter.Write(value, isLenient: true, remarks));

    /// <summary>
    /// Names and values of a table of any kind or of an object's members. A name that PSObject shows under a mark is the one of the JSON.
    /// </summary>
    /// <exception cref="ArgumentException">A member cannot be read.</exception>
    public static IEnumerable<KeyValuePair<string, object?>> Members(object value)
        => Tables.Entries(Bare(value))?.Select(entry => KeyValuePair.Create(entry.Key, Given(entry.Value)))
            ?? Properties(value).Select(property => KeyValuePair.Create(property.Name, Given(Value(property.Property))));

    /// <summary>The members of an object that can be read, with the names that they have in JSON.</summary>
    public static IEnumerable<(string Name, PSPropertyInfo Property)> Properties(object value)
    {
        var item = PSObject.AsPSObject(value);
        foreach (var property in item.Properties)
        {
            if (property.IsGettable)
            {
                yield return (Names.Own(property.Name, name => item.Properties[name] is not null), property);
            }
        }
    }

    /// <summary>What a PSObject holds; the object itself where its members are its own.</summary>
    public static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>An empty cell of a database is no value.</summary>
    private static object? Given(object? value) => Bare(value) is var bare and not DBNull ? bare : null;

    private static object? Value(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException exception)
        {
            throw new ArgumentException($"'{property.Name}' cannot be read: {(exception.InnerException ?? exception).Message}", exception);
        }
    }

    private static JsonElement Element(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>The number in the type that holds all of its digits; if no type does, an <see cref="ExactNumber"/>.</summary>
    private static object Number(JsonElement json)
    {
        var text = JsonMarshal.GetRawUtf8Value(json);
        var isNegative = text[0] == '-';
        if (json.TryGetInt64(out var whole) && !(whole == 0 && isNegative))
        {
            return whole;
        }

        if (json.TryGetDecimal(out var exact)
            && !(exact == 0 && isNegative)
            && ((text.Length <= PlainDecimalLength && text.IndexOfAny((byte)'e', (byte)'E') < 0)
                || IsSame(json, exact.ToString(Invariant))))
        {
            return exact;
        }

        var number = json.GetDouble();
        if (double.IsFinite(number) && IsSame(json, number.ToString("R", Invariant)))
        {
            return number;
        }

        return text.Length <= LongestInteger && text[(isNegative ? 1 : 0)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            ? BigInteger.Parse(Encoding.ASCII.GetString(text), NumberStyles.AllowLeadingSign, Invariant)
            : new ExactNumber(number, Encoding.ASCII.GetString(text));
    }

    private static bool IsSame(JsonElement json, string text)
    {
        using var document = JsonDocument.Parse(text);
        return JsonElement.DeepEquals(json, document.RootElement);
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;
}
