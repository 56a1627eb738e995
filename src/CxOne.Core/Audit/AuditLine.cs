using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CxOne.Audit;

/// <summary>One line of the log as bytes, and what stands in it.</summary>
internal static class AuditLine
{
    public const byte End = (byte)'\n';

    /// <summary>What can be said about a line without an end: which of the two it was shows nowhere.</summary>
    public const string WhyIncomplete = "it was not written to its end, because the process was ended or the disk was full";

    public static readonly string NoHash = new('0', 64);

    // The file is read by people and grep as well; nothing of it ever stands in a page that would run it.
    private static readonly AuditJson Readable = new(
        new JsonSerializerOptions(AuditJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static byte[] Write(AuditRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Readable.AuditRecord);

    public static string Text(JsonElement json) => JsonSerializer.Serialize(json, Readable.JsonElement);

    public static string Hash(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));

    /// <returns>The record, or <see langword="null"/> with the reason why the line is none.</returns>
    public static AuditRecord? Parse(ReadOnlySpan<byte> line, out string? reason)
    {
        try
        {
            var record = JsonSerializer.Deserialize(line, AuditJson.Default.AuditRecord);
            reason = record is null ? "the line is empty JSON" : null;
            return record;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            reason = $"the line is not a record: {exception.Message}";
            return null;
        }
    }
}
