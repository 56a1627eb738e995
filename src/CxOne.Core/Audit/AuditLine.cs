using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CxOne.Audit;

/// <summary>Converts between a record and its line in the log, as bytes.</summary>
internal static class AuditLine
{
    public const byte End = (byte)'\n';

    public static readonly string NoHash = new('0', 64);

    // People and grep read the file too. It is never embedded in HTML, so the relaxed escaping is safe.
    private static readonly AuditJson Readable = new(
        new JsonSerializerOptions(AuditJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static byte[] Write(AuditRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Readable.AuditRecord);

    public static string Text(JsonElement json) => JsonSerializer.Serialize(json, Readable.JsonElement);

    public static string Hash(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));

    /// <returns>The record, or <see langword="null"/> with the reason why the line is not a record.</returns>
    public static AuditRecord? Parse(ReadOnlySpan<byte> line, out string? reason)
    {
        try
        {
            var record = JsonSerializer.Deserialize(line, AuditJson.Default.AuditRecord);
            reason = record is null ? AuditMessages.NullReason : null;
            return record;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            reason = AuditMessages.NotARecordReason(exception.Message);
            return null;
        }
    }
}
