using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.OAuth;

/// <summary>Reads the form of a token request, and refuses it with the errors of OAuth.</summary>
internal static class OAuthForm
{
    /// <summary>Reads a form in which each field is given at most once, and which has a grant type.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fields">The fields that must not be repeated.</param>
    /// <param name="form">The form.</param>
    /// <param name="refusal">The refusal if there is no such form.</param>
    public static bool TryRead(
        SandboxRequest request,
        IReadOnlyList<string> fields,
        [NotNullWhen(true)] out QueryString? form,
        [NotNullWhen(false)] out SandboxResponse? refusal)
    {
        form = null;
        refusal = null;
        if (!MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var media)
            || !string.Equals(media.MediaType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            refusal = Error(400, "invalid_request", "Content-Type must be application/x-www-form-urlencoded.");
            return false;
        }

        var read = QueryString.Parse(Encoding.UTF8.GetString(request.Body.Span));
        if (fields.FirstOrDefault(read.IsRepeated) is { } repeated)
        {
            refusal = Error(400, "invalid_request", $"{repeated} is given more than once.");
            return false;
        }

        if (string.IsNullOrEmpty(read.Get("grant_type")))
        {
            refusal = Error(400, "invalid_request", "grant_type is missing.");
            return false;
        }

        form = read;
        return true;
    }

    /// <summary>Returns the refusal for the first field that is missing or empty; null if all are present.</summary>
    public static SandboxResponse? RefuseMissing(QueryString form, params IEnumerable<string> fields) =>
        fields.FirstOrDefault(field => string.IsNullOrEmpty(form.Get(field))) is { } missing
            ? Error(400, "invalid_request", $"{missing} is missing.")
            : null;

    public static SandboxResponse Error(
        int status, string error, string description, params ReadOnlySpan<(string Name, string Value)> headers) =>
        Responses.Json(
            status,
            new JsonObject { ["error"] = error, ["error_description"] = description },
            [("Cache-Control", "no-store"), .. headers]);
}
