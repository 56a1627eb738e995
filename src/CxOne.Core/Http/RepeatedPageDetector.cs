using System.Security.Cryptography;
using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// Ends a walk over pages that would never end, or would hand out items twice: a page whose items stood on a page before.
/// Only the items count, since a tenant that ignores the page number may still echo it.
/// </summary>
internal sealed class RepeatedPageDetector
{
    private readonly HashSet<string> _seen = [];
    private long? _total;

    /// <summary>The page has the items of one before.</summary>
    public bool IsRepeated(CxResponse response, int items)
        => items > 0 && !_seen.Add(Convert.ToHexString(SHA256.HashData(Items(response.Body.Span))));

    /// <summary>Warns when the list changes its length while it is read.</summary>
    public void WarnIfTotalChanged(long? total, ICxLog log)
    {
        if (_total is not null && total != _total)
        {
            log.Warning(
                $"The list changed while it was read ({_total} items at first, {total} now): an item may be missing or stand twice.");
        }

        _total = total;
    }

    /// <summary>The bytes of <c>entities</c>, else of the one list of the body; the whole body where there is none.</summary>
    private static ReadOnlySpan<byte> Items(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        var one = body;
        var isEntities = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    isEntities = reader.ValueTextEquals("entities");
                    break;
                case JsonTokenType.StartArray:
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    var list = body[start..(int)reader.BytesConsumed];
                    if (isEntities)
                    {
                        return list;
                    }

                    one = list;
                    break;
                case JsonTokenType.StartObject when reader.CurrentDepth > 0:
                    // Lists inside a member are about something else.
                    reader.Skip();
                    break;
            }
        }

        return one;
    }
}
