using System.Text.Json;
using CxOne.Errors;

namespace CxOne.Http;

/// <summary>Reads what a tenant says about a refusal, in either family of paths; never fails, whatever stands there.</summary>
internal static class ApiErrorReader
{
    private const int LongestText = 500;
    private const int MostErrors = 200;

    /// <returns>The tenant's own sentence, if any, and every entry of <c>errors[]</c>.</returns>
    public static (string? Message, IReadOnlyList<CxApiError> Errors) Read(HttpResponseMessage response, ReadOnlyMemory<byte> body, SecretScrubber scrubber)
    {
        string? message = null;
        List<CxApiError> errors = [];
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                message = Text(root, "message") ?? Text(root, "detail") ?? Text(root, "error_description") ?? Text(root, "error") ?? Text(root, "title");
                if (root.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array)
                {
                    errors.AddRange(list.EnumerateArray().Take(MostErrors).Select(entry => Entry(entry, scrubber)));
                }
            }
        }
        catch (JsonException)
        {
            // A proxy's HTML page or a broken body says nothing that a user should read; the status does.
        }

        if (message is null && response.Headers.TryGetValues("icStatusDescription", out var descriptions))
        {
            message = Cut(descriptions.FirstOrDefault());
        }

        return (message is null ? null : scrubber.Scrub(message), errors);
    }

    /// <summary>The entries that a batch of the published family refused; empty when all succeeded or it is no batch.</summary>
    public static IReadOnlyList<CxApiError> ReadBatch(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object
            || !body.TryGetProperty("errorCount", out var count) || count.ValueKind != JsonValueKind.Number || !count.TryGetInt64(out var failed) || failed <= 0)
        {
            return [];
        }

        return [.. body.EnumerateObject()
            .Where(member => member.Value.ValueKind == JsonValueKind.Array && member.Name.EndsWith("Results", StringComparison.OrdinalIgnoreCase))
            .SelectMany(member => member.Value.EnumerateArray())
            .Where(entry => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.False)
            .Select(entry => new CxApiError { Field = Key(entry), Message = Text(entry, "error") ?? "refused without a reason" })];
    }

    private static string? Key(JsonElement entry) => entry.EnumerateObject()
        .Where(member => member.Name.EndsWith("Id", StringComparison.OrdinalIgnoreCase))
        .Select(member => $"{member.Name} {member.Value}")
        .FirstOrDefault();

    private static CxApiError Entry(JsonElement entry, SecretScrubber scrubber) => entry.ValueKind == JsonValueKind.Object
        ? new CxApiError
        {
            NodeId = Text(entry, "nodeId"),
            Field = Text(entry, "field"),
            Code = Text(entry, "code"),
            Message = Text(entry, "message") is { } text ? scrubber.Scrub(text) : null,
        }
        : new CxApiError { Message = scrubber.Scrub(Cut(entry.ToString()) ?? string.Empty) };

    private static string? Text(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? Cut(value.ToString()) : null;

    private static string? Cut(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Control characters in a tenant's text could redraw a terminal.
        var clean = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return clean.Length <= LongestText ? clean : clean[..LongestText] + "…";
    }
}
