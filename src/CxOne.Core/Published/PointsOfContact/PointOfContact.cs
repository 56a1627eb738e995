using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Represents a point of contact: an address at which contacts arrive, with the script that handles them.</summary>
public sealed record PointOfContact : ICxExtensible
{
    /// <summary>Gets the id (<c>contactCode</c>).</summary>
    [JsonRequired]
    public required int Id { get; init; }

    /// <summary>Gets the address, e.g. a phone number. It cannot be changed.</summary>
    public string? Address { get; init; }

    /// <summary>Gets the name (<c>contactDescription</c>).</summary>
    public string? Name { get; init; }

    /// <summary>Gets the name of the script, with its folder.</summary>
    public string? ScriptName { get; init; }

    /// <summary>Gets the id of the skill that contacts have until the script chooses another one.</summary>
    public int? SkillId { get; init; }

    /// <summary>Gets whether contacts are accepted.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Gets the id of the media type: 3 chat, 4 phone; see <see cref="Skill.MediaTypeId"/>.</summary>
    public int? MediaTypeId { get; init; }

    /// <summary>Gets the name of the media type.</summary>
    public string? MediaTypeName { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <summary>All members as they were read, in the module's form: the base of a change. Never changed in place.</summary>
    [JsonIgnore]
    internal JsonObject? Raw { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Address is null ? $"{Id}" : $"{Address} ({Name}) → {ScriptName}";
}
