using System.Security.Cryptography;
using System.Text.Json;
using CxOne.Errors;

namespace CxOne.Http;

/// <summary>
/// Ends a walk over pages that would never end, or would hand out items twice: a page whose items stood on a page before.
/// Only the items count, since a tenant that ignores the page number may still echo it.
/// </summary>
internal sealed class PageGuard
{
    private readonly HashSet<string> _seen = [];

    /// <exception cref="CxRequestException">The page repeats one before.</exception>
    public void Check(CxResponse response, int items)
    {
        if (items > 0 && !_seen.Add(Convert.ToHexString(SHA256.HashData(Items(response.Body.Span)))))
        {
            throw response.Error(CxErrors.PageRepeated, "The list answered a page that it had answered before; it was not read further.");
        }
    }

    /// <summary>The bytes of the first array in the body; the whole body where there is none.</summary>
    private static ReadOnlySpan<byte> Items(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                return body[start..(int)reader.BytesConsumed];
            }
        }

        return body;
    }
}
