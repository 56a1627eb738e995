using System.Globalization;
using System.Text.Json;
using CxOne.Errors;

namespace CxOne.Http;

/// <summary>
/// Reads the message and the errors of a refusal, in either family of paths. A body that cannot be read gives none and is not an error.
/// </summary>
internal static class ApiErrorReader
{
    private const int MostErrors = 200;

    // The first of two that an answer has counts. Names are compared without case: the published family has several spellings.
    private static readonly string[] MessageNames =
        ["message", "detail", "error_description", "errorDescription", "errorMessage", "error", "title"];

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
                message = MessageNames.Select(name => Text(root, name, scrubber)).FirstOrDefault(text => text is not null);
                if (Find(root, "errors") is { ValueKind: JsonValueKind.Array } list)
                {
                    errors.AddRange(list.EnumerateArray().Take(MostErrors).Select(entry => Entry(entry, scrubber)));
                }

                errors.AddRange(OfSave(root, scrubber).Take(MostErrors - errors.Count));

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
    /// about a batch. Counts and flags may be texts, and the entries may be in an envelope.
    /// </summary>
    public static IReadOnlyList<CxApiError> ReadBatch(JsonElement body, SecretScrubber scrubber)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var root = Find(body, "resultSet") is { ValueKind: JsonValueKind.Object } envelope ? envelope : body;
        List<CxApiError> errors = [.. root.EnumerateObject()
            .Where(member =>
                member.Value.ValueKind == JsonValueKind.Array && member.Name.EndsWith("results", StringComparison.OrdinalIgnoreCase))
            .SelectMany(member => member.Value.EnumerateArray())
            .Where(entry => entry.ValueKind == JsonValueKind.Object && Find(entry, "success") is { } success && IsFalse(success))
            .Take(MostErrors)
            .Select(entry =>
                new CxApiError
                {
                    Field = Key(entry, scrubber),
                    Message = Text(entry, "error", scrubber) ?? HttpMessages.RefusedWithoutReason,
                })];
        var failed = Find(root, "errorCount") is { } count && long.TryParse(count.ToString(), CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
        return errors.Count > 0 || failed <= 0 ? errors : [new CxApiError { Message = HttpMessages.BatchEntriesNotNamed(failed) }];
    }

    /// <summary>
    /// Returns the refusal in an answer of the published family whose status is 2xx; <see langword="null"/> if it contains none. The state
    /// decides, not the message: a tenant may refuse without a reason.
    /// </summary>
    public static string? ReadRefusal(ReadOnlyMemory<byte> body, SecretScrubber scrubber)
    {
        try
        {
            AnswerMemory.CheckDocument(body.Span);
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var isRefused = Find(root, "errorState") is { } state && HasValue(state)
                ? !IsFalse(state)
                : Text(root, "error", scrubber) is { Length: > 0 };
            return ReadBatch(root, scrubber) is { Count: > 0 } batch ? string.Join(' ', batch.Select(entry => entry.ToString()))
                : isRefused ? MessageNames.Select(name => Text(root, name, scrubber)).FirstOrDefault(text => text is { Length: > 0 })
                    ?? HttpMessages.RefusedWithoutReason
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // An answer without a body, or one that is not JSON, contains no refusal.
            return null;
        }
    }

    /// <summary>The errors in the answer to a script that was not saved: per action a list of keys (published family).</summary>
    private static IEnumerable<CxApiError> OfSave(JsonElement root, SecretScrubber scrubber)
    {
        if (Find(root, "results") is not { ValueKind: JsonValueKind.Array } results)
        {
            yield break;
        }

        foreach (var result in results.EnumerateArray())
        {
            if (Member(Member(Member(result, "error_code"), "details"), "actions") is not { ValueKind: JsonValueKind.Object } actions)
            {
                continue;
            }

            foreach (var action in actions.EnumerateObject())
            {
                if (Member(action.Value, "errors") is not { ValueKind: JsonValueKind.Array } list)
                {
                    continue;
                }

                foreach (var entry in list.EnumerateArray())
                {
                    yield return new CxApiError
                    {
                        NodeId = scrubber.ToSafeExcerpt(action.Name),
                        Field = Member(action.Value, "actionType") is { ValueKind: JsonValueKind.String } type
                            ? Text(type, scrubber)
                            : null,
                        Message = (Member(entry, "key") is { } key ? Text(key, scrubber) : Text(entry, scrubber)) ?? string.Empty,
                    };
                }
            }
        }
    }

    private static JsonElement? Member(JsonElement? element, string name)
        => element is { ValueKind: JsonValueKind.Object } members ? Find(members, name) : null;

    private static bool HasValue(JsonElement flag)
        => flag.ValueKind != JsonValueKind.Null && (flag.ValueKind != JsonValueKind.String || flag.GetString()!.AsSpan().Trim().Length > 0);

    private static bool IsFalse(JsonElement flag)
        => flag.ValueKind == JsonValueKind.False
            || (flag.ValueKind == JsonValueKind.String && flag.GetString()!.Equals("false", StringComparison.OrdinalIgnoreCase));

    private static JsonElement? Find(JsonElement element, string name)
    {
        if (element.TryGetProperty(name, out var exact))
        {
            return exact;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static string? Key(JsonElement entry, SecretScrubber scrubber) => entry.EnumerateObject()
        .Where(member => member.Name.EndsWith("Id", StringComparison.OrdinalIgnoreCase))
        .Select(member => scrubber.ToSafeExcerpt($"{member.Name} {member.Value}"))
        .FirstOrDefault();

    private static CxApiError Entry(JsonElement entry, SecretScrubber scrubber) => entry.ValueKind == JsonValueKind.Object
        ? new CxApiError
        {
            IvrDefinitionId = Text(entry, "ivrDefinitionId", scrubber),
            NodeId = Text(entry, "nodeId", scrubber),
            Field = Text(entry, "field", scrubber),
            Code = Text(entry, "code", scrubber),
            Message = Text(entry, "message", scrubber),
        }
        : new CxApiError { Message = Text(entry, scrubber) ?? string.Empty };

    private static string? Text(JsonElement element, string name, SecretScrubber scrubber)
        => Find(element, name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? Text(value, scrubber) : null;

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
