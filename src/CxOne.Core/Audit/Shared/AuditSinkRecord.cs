using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CxOne.Audit;

/// <summary>A record of an audit log in a store.</summary>
/// <param name="Sequence">The number of the record, from 1.</param>
/// <param name="RecordedAt">The time of the store, in microseconds since 1970 (UTC).</param>
/// <param name="WrittenBy">The database user that wrote the record.</param>
/// <param name="PreviousHash">The hash of the previous record.</param>
/// <param name="Hash">The hash of this record.</param>
/// <param name="Body">The record as the module sent it, as JSON.</param>
public sealed record AuditSinkRecord(
    long Sequence, long RecordedAt, string WrittenBy, string PreviousHash, string Hash, string Body)
{
    /// <summary>Gets <see cref="RecordedAt"/> as a time.</summary>
    public DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddTicks(RecordedAt * TimeSpan.TicksPerMicrosecond);

    /// <summary>
    /// Returns the SHA-256 (lower-case hex) of number, time, user, previous hash and body, joined by line feeds, as the store computes it.
    /// </summary>
    public string ComputeHash()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Sequence}\n{RecordedAt}\n{WrittenBy}\n{PreviousHash}\n{Body}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
