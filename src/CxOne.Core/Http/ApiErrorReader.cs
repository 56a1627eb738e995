using System.Text.Json;
using CxOne.Errors;

namespace CxOne.Http;

/// <summary>
/// Reads the message and the errors of a refusal, in either family of paths. A body that cannot be read gives none and is not an error.
/// </summary>
internal static class ApiErrorReader
{
    private const int MostErrors = 200;

    /// <returns>The tenant's message, if any, and the entries of <c>errors[]</c>.</returns>
    public static (string? Message, IReadOnlyList<CxApiError> Errors) Read(
        HttpResponseMessage response, ReadOnlyMemory<byte> body, SecretScrubber scrubber)
    {
        string? message = null;
        List<CxApiError> errors = [];
        try
        {
            AnswerMemory.CheckDocument(body.Span);
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                message = Text(root, "message", scrubber)
                    ?? Text(root, "detail", scrubber)
                    ?? Text(root, "error_description", scrubber)
                    ?? Text(root, "error", scrubber)
                    ?? Text(root, "title", scrubber);
                if (root.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array)
                {
                    errors.AddRange(list.EnumerateArray().Take(MostErrors).Select(entry => Entry(entry, scrubber)));
                }

                // The detail often contains the reason when the message is general.
                if (Text(root, "detail", scrubber) is { Length: > 0 } detail && detail != message)
                {
                    errors.Add(new CxApiError { Message = detail });
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The HTML page of a proxy or a broken body contains nothing useful. The message then consists of the status.
        }

        if (message is null && response.Headers.TryGetValues("icStatusDescription", out var descriptions))
        {
            message = scrubber.ToSafeExcerpt(descriptions.FirstOrDefault());
        }

        return (message, errors);
    }

    /// <summary>
    /// Returns the entries of a batch (published family) that were refused. The list is empty if all succeeded, or if the answer is not
    /// about a batch.
    /// </summary>
    public static IReadOnlyList<CxApiError> ReadBatch(JsonElement body, SecretScrubber scrubber)
    {
        if (body.ValueKind != JsonValueKind.Object
            || !body.TryGetProperty("errorCount", out var count)
            || count.ValueKind != JsonValueKind.Number
            || !count.TryGetInt64(out var failed)
            || failed <= 0)
        {
            return [];
        }

        List<CxApiError> errors = [.. body.EnumerateObject()
            .Where(member =>
                member.Value.ValueKind == JsonValueKind.Array && member.Name.EndsWith("Results", StringComparison.OrdinalIgnoreCase))
            .SelectMany(member => member.Value.EnumerateArray())
            .Where(entry => entry.ValueKind == JsonValueKind.Object
                && entry.TryGetProperty("success", out var success)
                && success.ValueKind == JsonValueKind.False)
            .Select(entry =>
                new CxApiError
                {
                    Field = Key(entry, scrubber),
                    Message = Text(entry, "error", scrubber) ?? HttpMessages.RefusedWithoutReason,
                })];
        return errors.Count > 0 ? errors : [new CxApiError { Message = HttpMessages.BatchEntriesNotNamed(failed) }];
    }

    private static string? Key(JsonElement entry, SecretScrubber scrubber) => entry.EnumerateObject()
        .Where(member => member.Name.EndsWith("Id", StringComparison.OrdinalIgnoreCase))
        .Select(member => scrubber.ToSafeExcerpt($"{member.Name} {member.Value}"))
        .FirstOrDefault();

    private static CxApiError Entry(JsonElement entry, SecretScrubber scrubber) => entry.ValueKind == JsonValueKind.Object
        ? new CxApiError
        {
            NodeId = Text(entry, "nodeId", scrubber),
            Field = Text(entry, "field", scrubber),
            Code = Text(entry, "code", scrubber),
            Message = Text(entry, "message", scrubber),
        }
        : new CxApiError { Message = Text(entry, scrubber) ?? string.Empty };

    private static string? Text(JsonElement element, string name, SecretScrubber scrubber)
        => element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? Text(value, scrubber)
            : null;

    private static string? Text(JsonElement value, SecretScrubber scrubber)
    {
        try
        {
            return scrubber.ToSafeExcerpt(value.ToString());
        }
        catch (InvalidOperationException)
        {
            // Bytes that are not UTF-8, or half of a surrogate pair.
            return null;
        }
    }
}
