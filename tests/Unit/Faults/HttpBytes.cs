using System.Globalization;
using System.IO.Compression;
using System.Text;
using CxOne.Sandbox;

namespace CxOne.Tests.Faults;

/// <summary>Creates HTTP answers as bytes.</summary>
internal static class HttpBytes
{
    public const string Json = "application/json; charset=utf-8";
    public const string Html = "text/html; charset=utf-8";

    public static byte[] Of(SandboxResponse response, byte[]? body = null, params (string Name, string? Value)[] headers)
    {
        var all = response.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase);
        return Of(response.Status, body ?? response.Body.ToArray(), all, headers);
    }

    /// <summary>Creates an answer with a body. Headers without a value are omitted.</summary>
    public static byte[] Of(int status, string? contentType, string body, params (string Name, string? Value)[] headers)
        => Of(status, Encoding.UTF8.GetBytes(body), new(StringComparer.OrdinalIgnoreCase), [("Content-Type", contentType), .. headers]);

    /// <summary>Creates a refusal in the format of the tenant.</summary>
    public static byte[] Refusal(int status, params (string Name, string? Value)[] headers)
        => Of(status, Json, $$"""{"message":"Refused with {{status}}.","code":"refused","errors":[]}""", headers);

    public static byte[] Raw(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>Returns the position after the headers of an answer.</summary>
    public static int HeadEnd(byte[] answer) => answer.AsSpan().IndexOf("\r\n\r\n"u8) + 4;

    public static byte[] Gzip(ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }

    private static byte[] Of(int status, byte[] body, Dictionary<string, string> headers, (string Name, string? Value)[] changes)
    {
        if (status is not (204 or 304))
        {
            headers["Content-Length"] = body.Length.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in changes)
        {
            headers.Remove(name);
            if (value is not null)
            {
                headers[name] = value;
            }
        }

        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Answer\r\n"));
        foreach (var (name, value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. status is 204 or 304 ? [] : body];
    }
}
