using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// Distinguishes answers of the tenant's interface from those of a gateway, a login proxy or a firewall. The interface answers with JSON or
/// without a body. Any other answer comes from another program, which may or may not have forwarded the request.
/// </summary>
internal static class AnswerForm
{
    /// <summary>Returns whether the media type is JSON or absent.</summary>
    public static bool IsJson(string? mediaType)
        => mediaType is null
            || mediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Returns whether a refusal has the interface's own format: no body, a JSON object, or the header in which the published family gives
    /// its reason.
    /// </summary>
    public static async Task<bool> IsOwnRefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Headers.Contains("icStatusDescription"))
        {
            return true;
        }

        // The attempt has read the body already.
        var body = JsonText.WithoutMark(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        return body.Length == 0 || (IsJson(MediaType(response.Content.Headers.ContentType)) && IsObject(body));
    }

    /// <summary>Returns the media type of an answer for messages.</summary>
    public static string Describe(HttpContentHeaders headers) => MediaType(headers.ContentType) ?? HttpMessages.NoContentType;

    private static string? MediaType(MediaTypeHeaderValue? type) => type?.MediaType;

    private static bool IsObject(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
