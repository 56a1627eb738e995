using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>
/// One block of the parameters of a skill. The module's form of a block has the member names of a write. Members that the table does not
/// name are kept and written back.
/// </summary>
internal sealed class SkillBlock
{
    private readonly PublishedMember[] _members;
    private readonly MemberTable _table;

    /// <param name="key">The key of the block in the parameters of a skill; also its name in changes and audit records.</param>
    /// <param name="segment">The last segment of its path.</param>
    /// <param name="members">Its members, with the names of a write.</param>
    public SkillBlock(string key, string segment, params PublishedMember[] members)
    {
        Key = key;
        Segment = segment;
        _members = members;
        _table = new MemberTable(members);
        Write = PublishedRoutes.SkillBlockUpdate(segment);
    }

    public string Key { get; }

    public string Segment { get; }

    /// <summary>The call that reads the block alone; <see langword="null"/> if it is read from all parameters of the skill.</summary>
    public PublishedRoute? Read { get; init; }

    public PublishedRoute Write { get; }

    /// <summary>The member that holds the block in the body of a write; <see langword="null"/> if the body is the block.</summary>
    public string? Wrapper { get; init; }

    /// <summary>Members of the read shape that a write does not have.</summary>
    public IReadOnlyList<string> ReadOnly { get; init; } = [];

    /// <summary>The lists of objects in the block, by member.</summary>
    public IReadOnlyDictionary<string, SkillBlockItems> Items { get; init; } = new Dictionary<string, SkillBlockItems>();

    /// <summary>Brings the read shape into an object with the names of a write, before its members are converted.</summary>
    public Func<JsonNode?, JsonObject?> Unfold { get; init; } = static node => node as JsonObject;

    /// <summary>The names of the members, in the order of NICE's API description.</summary>
    public IEnumerable<string> Names => _members.Select(member => member.Name);

    /// <summary>Returns a member by its name in any case.</summary>
    public PublishedMember? Find(string name)
        => Array.Find(_members, member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || member.Variants.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Returns the block in the module's form, under its key: <c>{ "generalSettings": { … } }</c>.</summary>
    /// <param name="read">The block as the tenant wrote it.</param>
    /// <exception cref="JsonException">The answer is not this block, or has a member twice.</exception>
    public JsonObject ToState(JsonNode? read)
    {
        var bare = read is JsonObject wrapped && Wrapper is { } name && MemberTable.Find(wrapped, name) is JsonObject inner ? inner : read;
        var block = _table.Normalize(Unfold(bare) ?? throw new JsonException(SkillMessages.BlockMissing(Key)));
        foreach (var member in ReadOnly)
        {
            block.Remove(member);
        }

        foreach (var (member, items) in Items)
        {
            if (block[member] is JsonArray list)
            {
                block[member] = items.ToWrite(list);
            }
        }

        // Any object could be read as a block without members: a login page must not become one.
        return block.Any(member => Find(member.Key) is not null)
            ? new JsonObject { [Key] = block }
            : throw new JsonException(SkillMessages.BlockMissing(Key));
    }

    /// <summary>Returns the body of a write.</summary>
    public JsonObject ToWrite(JsonObject state)
    {
        var block = (JsonObject)state[Key]!.DeepClone();
        return Wrapper is null ? block : new JsonObject { [Wrapper] = block };
    }

    public FieldPath Path(string member) => new(Key, member);

    /// <inheritdoc/>
    public override string ToString() => Key;
}
