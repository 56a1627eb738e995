using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Finds the list in an answer: under one of its keys in any case, bare or in the envelope <c>resultSet</c>.</summary>
internal static class PublishedList
{
    private const string Envelope = "resultSet";

    /// <summary>Returns the entries of the list.</summary>
    /// <param name="response">An answer with a body.</param>
    /// <param name="keys">The names that the list has in the versions.</param>
    /// <exception cref="Errors.CxRequestException">The answer has no such list, or an entry that is no object (<c>ResponseInvalid</c>).
    /// </exception>
    public static IReadOnlyList<JsonObject> Items(CxResponse response, params ReadOnlySpan<string> keys)
    {
        var root = response.ReadJson();
        if (Find(root, keys) is not { } list)
        {
            throw response.Invalid(PublishedMessages.ListMissing(keys[0]));
        }

        // A list without entries is written as null by some tenants.
        return list.ValueKind == JsonValueKind.Null ? [] : [.. list.EnumerateArray().Select(entry => Entry(entry, response))];
    }

    private static JsonObject Entry(JsonElement entry, CxResponse response)
        => entry.ValueKind == JsonValueKind.Object ? JsonObject.Create(entry)! : throw response.Invalid(HttpMessages.EntryNull);

    private static JsonElement? Find(JsonElement root, ReadOnlySpan<string> keys)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return root;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonElement? envelope = null;
        foreach (var member in root.EnumerateObject())
        {
            var isList = member.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Null;
            foreach (var key in keys)
            {
                if (isList && member.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value;
                }
            }

            if (member.Name.Equals(Envelope, StringComparison.OrdinalIgnoreCase))
            {
                envelope = member.Value;
            }
        }

        return envelope is { } inner ? Find(inner, keys) : null;
    }
}
