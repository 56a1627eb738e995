using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// Tells an answer of the tenant's interface from one of something in between: a gateway, a login proxy, a firewall. The interface
/// answers JSON or without a body; anything else was written by another program, which may or may not have passed the request on.
/// </summary>
internal static class AnswerForm
{
    /// <summary>The media type is JSON, or none is named.</summary>
    public static bool IsJson(string? mediaType)
        => mediaType is null
            || mediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// A refusal in the interface's own form: no body, a JSON object, or the header in which the published family gives its reason.
    /// </summary>
    public static async Task<bool> IsOwnRefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Headers.Contains("icStatusDescription"))
        {
            return true;
        }

        // Read completely by the attempt already.
        var body = JsonText.WithoutMark(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        return body.Length == 0 || (IsJson(MediaType(response.Content.Headers.ContentType)) && IsObject(body));
    }

    /// <summary>What an answer looks like, for messages: its media type, or that it has none.</summary>
    public static string Describe(HttpContentHeaders headers) => MediaType(headers.ContentType) ?? "no content type";

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
