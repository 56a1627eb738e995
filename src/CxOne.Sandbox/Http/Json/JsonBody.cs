using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CxOne.Sandbox.Http;

/// <summary>Reads the body of a request as a JSON object, or returns a refusal.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static bool TryRead(
        SandboxRequest request,
        [NotNullWhen(true)] out JsonBodyValidator? body,
        [NotNullWhen(false)] out SandboxResponse? refusal)
    {
        body = null;
        var contentType = request.Header("Content-Type");
        if (!IsJson(contentType))
        {
            refusal = Refuse(request, "CONTENT_TYPE", $"Content-Type must be application/json, not '{contentType}'.");
            return false;
        }

        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(request.Body, Strict);
            root = document.RootElement.Clone();
            Decode(root);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: invalid UTF-8 or an unpaired surrogate, which are detected only when text is decoded.
            refusal = Refuse(request, "INVALID_JSON", $"The body is not valid JSON: {exception.Message}");
            return false;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            refusal = Refuse(request, "INVALID_TYPE", "The body must be a JSON object.");
            return false;
        }

        refusal = null;
        body = JsonBodyValidator.Over(root);
        return true;
    }

    private static SandboxResponse Refuse(SandboxRequest request, string code, string message) =>
        Responses.BadRequest(request, message, new ErrorEntry(code, message) { Field = "body" });

    private static void Decode(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Decode(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Decode(item);
                }

                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var media)
        && string.Equals(media.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        && (media.CharSet is null || string.Equals(media.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));
}
