using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>Reads one block in the module's form.</summary>
internal static class SkillBlockReader
{
    private static readonly string[] ListKeys = ["skills"];
    private static readonly MemberTable AsIs = new();

    /// <exception cref="Errors.CxException">The tenant has no such skill, the answer is not this block, or the request failed.</exception>
    public static async Task<VersionedState> ReadAsync(
        PublishedClient client, string id, SkillBlock block, CancellationToken cancellationToken)
    {
        var state = block.Read is { } route
            ? await client.ReadObjectAsync(route, id, ListKeys, AsIs, cancellationToken).ConfigureAwait(false)
            : await client.ReadObjectAsync(PublishedRoutes.SkillParameter, id, ListKeys, SkillTables.Parameters, cancellationToken)
                .ConfigureAwait(false);
        if (block.Read is null && MemberTable.Text(state.Body, "id") != id)
        {
            throw state.Invalid(MergeMessages.OtherObject(id), id);
        }

        try
        {
            JsonNode? read = state.Body;
            if (block.Read is null)
            {
                read = state.Body.TryGetPropertyValue(block.Key, out var part)
                    ? part
                    : throw new JsonException(SkillMessages.BlockMissing(block.Key));
            }

            return state with { Body = block.ToState(read) };
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw state.Invalid(PublishedMessages.ObjectInvalid(exception.Message), id, exception);
        }
    }
}
