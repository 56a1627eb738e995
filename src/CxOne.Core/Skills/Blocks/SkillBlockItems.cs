using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>The objects of a list in a block.</summary>
/// <param name="Table">Their members, with the names of a write.</param>
/// <param name="Names">The names of the members that a write may have.</param>
internal sealed record SkillBlockItems(MemberTable Table, IReadOnlyList<string> Names)
{
    /// <summary>Members of the read shape that a write does not have.</summary>
    public IReadOnlyList<string> ReadOnly { get; init; } = [];

    /// <summary>The member that gives the order of the objects in the read shape, where a write has their position.</summary>
    public string? Order { get; init; }

    /// <summary>Converts one object further, in place.</summary>
    public Action<JsonObject> Convert { get; init; } = static _ => { };

    public static SkillBlockItems Of(params PublishedMember[] members)
        => new(new MemberTable(members), [.. members.Select(member => member.Name)]);

    /// <exception cref="JsonException">An entry is not an object.</exception>
    public JsonArray ToWrite(JsonArray read)
    {
        var items = read
            .Select(item => Table.Normalize(item as JsonObject ?? throw new JsonException(SkillMessages.EntryInvalid)))
            .ToList();
        if (Order is not null)
        {
            items = [.. items.OrderBy(item => item[Order] is JsonValue value && value.TryGetValue<double>(out var order) ? order : 0)];
        }

        foreach (var item in items)
        {
            Convert(item);
            foreach (var member in ReadOnly)
            {
                item.Remove(member);
            }
        }

        return [.. items];
    }
}
