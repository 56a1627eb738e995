using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Published;

/// <summary>Writes the members of an object that the caller selected, on request with all values as text.</summary>
internal sealed class MemberWriter
{
    private readonly FieldSelection? _fields;

    public MemberWriter(Utf8JsonWriter json, FieldSelection? fields, bool asText)
    {
        Json = json;
        _fields = fields;
        AsText = asText;
    }

    /// <summary>Whether numbers and Booleans are written as text.</summary>
    public bool AsText { get; }

    private Utf8JsonWriter Json { get; }

    public void Text(string name, string? value)
    {
        if (Begins(name))
        {
            Json.WriteStringValue(value);
        }
    }

    public void Instant(string name, DateTimeOffset? value) => Text(name, value is { } instant ? WireTime.Format(instant) : null);

    public void Whole(string name, long? value)
    {
        if (!Begins(name))
        {
            return;
        }

        if (value is not { } number)
        {
            Json.WriteNullValue();
        }
        else if (AsText)
        {
            Json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            Json.WriteNumberValue(number);
        }
    }

    public void Number(string name, decimal value)
    {
        if (!Begins(name))
        {
            return;
        }

        if (AsText)
        {
            Json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            Json.WriteNumberValue(value);
        }
    }

    public void Flag(string name, bool value)
    {
        if (!Begins(name))
        {
            return;
        }

        if (AsText)
        {
            // As .NET spells it, which is how tenants were seen to.
            Json.WriteStringValue(value ? bool.TrueString : bool.FalseString);
        }
        else
        {
            Json.WriteBooleanValue(value);
        }
    }

    public void Node(string name, JsonNode? value)
    {
        if (!Begins(name))
        {
            return;
        }

        if (value is null)
        {
            Json.WriteNullValue();
        }
        else
        {
            value.WriteTo(Json);
        }
    }

    /// <summary>Writes an array of objects. Their members cannot be selected.</summary>
    public void Array<T>(string name, IEnumerable<T> items, Action<MemberWriter, T> write, bool? asText = null)
    {
        if (!Begins(name))
        {
            return;
        }

        Json.WriteStartArray();
        foreach (var item in items)
        {
            Json.WriteStartObject();
            write(new MemberWriter(Json, null, asText ?? AsText), item);
            Json.WriteEndObject();
        }

        Json.WriteEndArray();
    }

    private bool Begins(string name)
    {
        if (_fields?.Includes(name) == false)
        {
            return false;
        }

        Json.WritePropertyName(name);
        return true;
    }
}
