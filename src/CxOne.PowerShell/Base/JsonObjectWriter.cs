using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Writes any value of PowerShell as JSON. A member whose getter throws is named and left out; an error is its type, message and id.
/// </summary>
internal sealed class JsonObjectWriter
{
    // What is read again is read to this depth.
    private const int DeepestNesting = 64;

    // A record holds its details some levels deep.
    private const int DeepestRecord = 32;

    // Objects of .NET lead to one another without end (a file to its folder, a folder to its parent); data does not.
    private const int DeepestObject = 6;
    private const int DeepestRecordedObject = 3;

    private readonly Utf8JsonWriter _writer;
    private readonly bool _isLenient;
    private readonly ICollection<string> _remarks;
    private readonly List<string> _path = [];
    private int _objects;

    private JsonObjectWriter(Utf8JsonWriter writer, bool isLenient, ICollection<string> remarks)
    {
        _writer = writer;
        _isLenient = isLenient;
        _remarks = remarks;
    }

    /// <param name="value">The value.</param>
    /// <param name="isLenient">What JSON cannot hold is written as text instead of refused.</param>
    /// <param name="remarks">Gets a sentence for each member that is left out or written as text.</param>
    /// <exception cref="ArgumentException">JSON cannot hold it. Not where it is written as text.</exception>
    public static byte[] Write(object? value, bool isLenient, ICollection<string> remarks)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { MaxDepth = DeepestNesting + 2 }))
        {
            new JsonObjectWriter(writer, isLenient, remarks).Write(value);
        }

        return stream.ToArray();
    }

    private void Write(object? value)
    {
        if (value is ExactNumber exact)
        {
            _writer.WriteRawValue(exact.Json);
            return;
        }

        var bare = JsonObjects.Bare(value);
        switch (bare)
        {
            case null or DBNull or System.Management.Automation.Language.NullString:
                _writer.WriteNullValue();
                break;
            case JsonElement { ValueKind: JsonValueKind.Undefined }:
                _writer.WriteNullValue();
                break;
            case JsonElement json:
                json.WriteTo(_writer);
                break;
            case JsonDocument json:
                json.RootElement.WriteTo(_writer);
                break;
            case JsonNode json:
                json.WriteTo(_writer);
                break;
            case ErrorRecord error:
                WriteError(error.Exception, error.ToString(), error.FullyQualifiedErrorId);
                break;
            case Exception exception:
                WriteError(exception, exception.Message, Id(exception));
                break;
            case bool flag:
                _writer.WriteBooleanValue(flag);
                break;
            case SwitchParameter flag:
                _writer.WriteBooleanValue(flag.IsPresent);
                break;
            case SecureString:
                WriteSecret();
                break;
            case var _ when WriteNumber(bare) || WriteText(bare):
                break;
            default:
                WriteNested(value!, bare);
                break;
        }
    }

    private void WriteNested(object value, object bare)
    {
        var deepest = _isLenient ? DeepestRecord : DeepestNesting;
        if (_path.Count >= deepest)
        {
            Refuse($"is nested more than {deepest} levels deep, or holds itself", bare.ToString());
        }
        else if (Tables.Entries(bare) is { } table)
        {
            _writer.WriteStartObject();
            foreach (var (name, entry) in table)
            {
                WriteMember(name, entry);
            }

            _writer.WriteEndObject();
        }
        else if (bare is IEnumerable list)
        {
            _writer.WriteStartArray();
            _path.Add("[]");
            foreach (var item in list)
            {
                Write(item);
            }

            _path.RemoveAt(_path.Count - 1);
            _writer.WriteEndArray();
        }
        else
        {
            WriteProperties(value, bare);
        }
    }

    private void WriteProperties(object value, object bare)
    {
        var isObject = bare is not PSObject;
        if (isObject && _objects >= (_isLenient ? DeepestRecordedObject : DeepestObject))
        {
            Refuse($"holds objects of .NET inside one another, more than {_objects} levels deep", bare.ToString());
            return;
        }

        _objects += isObject ? 1 : 0;
        _writer.WriteStartObject();
        foreach (var (name, property) in JsonObjects.Properties(value))
        {
            object? member;
            try
            {
                member = property.Value;
            }
            catch (GetValueException exception)
            {
                _remarks.Add($"{Place(name)} is left out: it cannot be read ({(exception.InnerException ?? exception).GetType().Name}).");
                continue;
            }

            WriteMember(name, member);
        }

        _writer.WriteEndObject();
        _objects -= isObject ? 1 : 0;
    }

    private void WriteMember(string name, object? value)
    {
        _writer.WritePropertyName(name);
        _path.Add(name);
        Write(value);
        _path.RemoveAt(_path.Count - 1);
    }

    private void WriteError(Exception exception, string message, string? id)
    {
        _writer.WriteStartObject();
        _writer.WriteString("type", exception.GetType().FullName);
        _writer.WriteString("message", message);
        if (id is not null)
        {
            _writer.WriteString("id", id);
        }

        _writer.WriteEndObject();
    }

    private static string? Id(Exception exception) => exception switch
    {
        CxException own => own.ErrorId,
        IContainsErrorRecord holder => holder.ErrorRecord.FullyQualifiedErrorId,
        _ => null,
    };

    private bool WriteNumber(object value)
    {
        switch (value)
        {
            case Enum:
                return false;
            case byte or sbyte or short or ushort or int or uint or long:
                _writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return true;
            case ulong number:
                _writer.WriteNumberValue(number);
                return true;
            case decimal number:
                _writer.WriteNumberValue(number);
                return true;
            case double number when double.IsFinite(number):
                _writer.WriteNumberValue(number);
                return true;
            case float number when float.IsFinite(number):
                _writer.WriteNumberValue(number);
                return true;
            case Half number when Half.IsFinite(number):
                _writer.WriteNumberValue((float)number);
                return true;
            case double or float or Half:
                Refuse(
                    "is not a finite number; JSON has no infinity and no NaN",
                    ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                return true;
            case BigInteger or Int128 or UInt128 or nint or nuint:
                _writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                return true;
            default:
                return false;
        }
    }

    private bool WriteText(object value)
    {
        switch (value)
        {
            case string text:
                WriteString(text);
                return true;
            case DateTime time:
                _writer.WriteStringValue(time);
                return true;
            case DateTimeOffset time:
                _writer.WriteStringValue(time);
                return true;
            case TimeSpan time:
                _writer.WriteStringValue(time.ToString("c", CultureInfo.InvariantCulture));
                return true;
            case DateOnly or TimeOnly:
                _writer.WriteStringValue(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                return true;
            case char or Enum or Guid or Uri or Version or StringBuilder or ScriptBlock or Type or System.Net.IPAddress
                or CultureInfo or System.Text.RegularExpressions.Regex:
                WriteString(value.ToString()!);
                return true;
            case System.Xml.XmlNode node:
                WriteString(node.OuterXml);
                return true;
            default:
                return false;
        }
    }

    private void WriteString(string text)
    {
        if (_isLenient || !HasHalfPair(text))
        {
            // The writer itself puts U+FFFD in the place of half a surrogate pair.
            _writer.WriteStringValue(text);
            return;
        }

        Refuse("holds half a surrogate pair, which is no character", text);
    }

    private static bool HasHalfPair(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return true;
            }
        }

        return false;
    }

    private void WriteSecret()
    {
        if (!_isLenient)
        {
            throw new ArgumentException($"{Place(null)} is a SecureString; its text is not taken out of it.");
        }

        _writer.WriteStringValue("***");
    }

    /// <exception cref="ArgumentException">The value is to be sent.</exception>
    private void Refuse(string why, string? text)
    {
        if (!_isLenient)
        {
            throw new ArgumentException($"{Place(null)} {why}.");
        }

        _remarks.Add($"{Place(null)} {why}; it is written as text.");
        _writer.WriteStringValue(text);
    }

    private string Place(string? name)
    {
        var path = string.Join('.', name is null ? _path : [.. _path, name]).Replace(".[]", "[]", StringComparison.Ordinal);
        return path.Length == 0 ? "The value" : path.Length > 200 ? $"{path[..200]}…" : path;
    }
}
