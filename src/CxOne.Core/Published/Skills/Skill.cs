using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Represents a skill: the queue of inbound contacts, or the dialer of an outbound campaign.</summary>
public sealed record Skill : ICxExtensible
{
    /// <summary>Gets the id.</summary>
    [JsonRequired]
    public required int Id { get; init; }

    /// <summary>Gets the name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the id of the media type: 1 e-mail, 3 chat, 4 phone, 5 voicemail, 6 work item, 7 SMS, 8 social, 9 digital.</summary>
    public int? MediaTypeId { get; init; }

    /// <summary>Gets the name of the media type.</summary>
    public string? MediaTypeName { get; init; }

    /// <summary>Gets whether the skill is active.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Gets whether the skill places calls.</summary>
    public bool? IsOutbound { get; init; }

    /// <summary>Gets how an outbound skill dials, e.g. <c>Personal Connection</c> or <c>Manual</c>.</summary>
    public string? OutboundStrategy { get; init; }

    /// <summary>Gets whether an outbound skill is dialing now. Tenants report it for Personal Connection only.</summary>
    public bool? IsRunning { get; init; }

    /// <summary>Gets the id of the campaign that the skill is part of.</summary>
    public int? CampaignId { get; init; }

    /// <summary>Gets the name of the campaign that the skill is part of.</summary>
    public string? CampaignName { get; init; }

    /// <summary>Gets the name of the script of an outbound skill.</summary>
    public string? ScriptName { get; init; }

    /// <summary>Gets the target share of contacts within the service level, in percent.</summary>
    public double? ServiceLevelGoal { get; init; }

    /// <summary>Gets the threshold of the service level, in seconds.</summary>
    public double? ServiceLevelThreshold { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name is null ? $"{Id}" : $"{Name} ({Id})";
}
