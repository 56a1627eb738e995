using System.Security.Cryptography;
using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// Detects that a list returns the items of an earlier page again, so that reading it would never end or return items twice. Only the items
/// are compared, because a tenant that ignores the page number may still return it.
/// </summary>
internal sealed class RepeatedPageDetector
{
    private readonly HashSet<string> _seen = [];
    private long? _total;

    /// <summary>Returns whether the page has the items of an earlier page.</summary>
    public bool IsRepeated(CxResponse response, int items)
        => items > 0 && !_seen.Add(Convert.ToHexString(SHA256.HashData(Items(response.Body.Span))));

    /// <summary>Warns if the length of the list changes while it is read.</summary>
    public void WarnIfTotalChanged(long? total, ICxLog log)
    {
        if (_total is not null && total != _total)
        {
            log.Warning(HttpMessages.ListChanged(_total.Value, total));
        }

        _total = total;
    }

    /// <summary>The bytes of <c>entities</c>, or of the only list of the body, or of the whole body if it has no list.</summary>
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
                    // Lists within a member are not the list of the page.
                    reader.Skip();
                    break;
            }
        }

        return one;
    }
}
