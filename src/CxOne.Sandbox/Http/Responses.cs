using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Http;

/// <summary>Creates responses. Refusals have the format of the requested family of paths.</summary>
internal static class Responses
{
    public const string JsonContentType = "application/json; charset=utf-8";

    public static SandboxResponse Json(int status, JsonNode body, params ReadOnlySpan<(string Name, string Value)> headers) =>
        Text(status, JsonText.Of(body), headers);

    public static SandboxResponse Text(int status, JsonText body, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = JsonContentType };
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        return new SandboxResponse { Status = status, Headers = all, Body = body.Utf8 };
    }

    public static SandboxResponse NoContent() => new() { Status = 204 };

    public static SandboxResponse Refuse(
        SandboxRequest request,
        int status,
        string code,
        string message,
        IReadOnlyCollection<ErrorEntry>? errors = null,
        params ReadOnlySpan<(string Name, string Value)> headers)
    {
        SandboxResponse response;
        if (request.IsPublishedFamily)
        {
            var description = errors is { Count: > 0 }
                ? $"{message} {string.Join(" ", errors.Select(entry => entry.Message))}"
                : message;
            var body = new JsonObject { ["error"] = code, [DescriptionMember(request)] = description };
            response = Json(status, body, ("icStatusDescription", HeaderText.Printable(description)));
        }
        else
        {
            var body = new JsonObject { ["message"] = message, ["code"] = code };
            body["errors"] = new JsonArray([.. (errors ?? []).Select(entry => entry.ToJson())]);
            response = Json(status, body);
        }

        return headers.IsEmpty ? response : With(response, headers);
    }

    public static SandboxResponse BadRequest(SandboxRequest request, string message, params IReadOnlyCollection<ErrorEntry> errors) =>
        Refuse(request, 400, "invalid_request", message, errors);

    public static SandboxResponse NotFound(SandboxRequest request, string message) =>
        Refuse(request, 404, "not_found", message);

    public static SandboxResponse Conflict(SandboxRequest request, string message) =>
        Refuse(request, 409, "conflict", message);

    public static SandboxResponse With(SandboxResponse response, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var all = new Dictionary<string, string>(response.Headers, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        return response with { Headers = all };
    }

    /// <summary>The groups of calls of the published family spell the description of an error differently.</summary>
    private static string DescriptionMember(SandboxRequest request) => request.Segments is [_, _, _, var group, ..]
        ? group.ToLowerInvariant() switch
        {
            "points-of-contact" => "error_Description",
            "hours-of-operation" or "lists" or "dnc-groups" => "errorDescription",
            _ => "error_description",
        }
        : "error_description";
}
