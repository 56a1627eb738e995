using System.Globalization;
using System.Text;

namespace CxOne.Tests.Support;

/// <summary>The answer of a <see cref="ScriptedServer"/> to a request: raw bytes and an optional end of the connection.</summary>
internal sealed record ScriptedAnswer
{
    private byte[] Bytes { get; init; } = [];

    public ReadOnlyMemory<byte> Wire => Bytes;

    public bool Closes { get; init; }

    public bool Resets { get; init; }

    /// <summary>The gate that the test opens when the answer may be sent.</summary>
    public Gate? Held { get; init; }

    public static ScriptedAnswer Json(int status, string body, params (string Name, string Value)[] headers)
        => Of(status, Encoding.UTF8.GetBytes(body), [("Content-Type", "application/json"), .. headers]);

    public static ScriptedAnswer Status(int status, params (string Name, string Value)[] headers) => Of(status, [], headers);

    public static ScriptedAnswer Of(int status, byte[] body, params (string Name, string Value)[] headers)
        => new() { Bytes = [.. Head(status, body.Length, headers), .. body] };

    /// <summary>Sends any bytes, well-formed or not, and closes the connection.</summary>
    public static ScriptedAnswer Raw(string wire) => new() { Bytes = Encoding.Latin1.GetBytes(wire), Closes = true };

    /// <summary>Closes the connection without an answer.</summary>
    public static ScriptedAnswer Close() => new() { Closes = true };

    /// <summary>Resets the connection without an answer.</summary>
    public static ScriptedAnswer Reset() => new() { Resets = true };

    /// <summary>Sends half of the announced body and closes the connection.</summary>
    public static ScriptedAnswer Truncated(int status, string body, params (string Name, string Value)[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return new()
        {
            Bytes =
            [
                .. Head(status, bytes.Length, [("Content-Type", "application/json"), .. headers]), .. bytes.AsSpan(0, bytes.Length / 2)
            ],
            Closes = true
        };
    }

    /// <summary>Sends nothing until the client gives up.</summary>
    public static ScriptedAnswer Never() => new() { Held = new Gate() };

    public static ScriptedAnswer Token(string token = "token-1-of-the-test", double expiresIn = 3600, string? more = null)
        => Json(
            200,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":{{expiresIn}}{{more}}}"""));

    public static ScriptedAnswer Tenant() => Json(200, """{"id":"tenant-1","name":"Tenant One"}""");

    private static byte[] Head(int status, int length, (string Name, string Value)[] headers)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\n"));
        foreach (var (name, value) in status is 204 or 304
            ? headers
            : [("Content-Length", length.ToString(CultureInfo.InvariantCulture)), .. headers])
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }
}
