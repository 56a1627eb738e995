using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>A deployment job at the tenant.</summary>
public sealed record IvrDeploymentJob : ICxExtensible
{
    /// <summary>Its id.</summary>
    [JsonRequired]
    public required string JobId { get; init; }

    /// <summary>One of <see cref="IvrDeploymentStatus"/>, or what the tenant knows besides.</summary>
    [JsonRequired]
    public required string Status { get; init; }

    /// <summary>Why it failed.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Where it deploys to.</summary>
    public string? TargetEnvironment { get; init; }

    /// <summary>What it deploys.</summary>
    [JsonPropertyName("ivrDefinitionIds")]
    public IReadOnlyList<string> IvrDefinitionId
    {
        get => field ?? [];
        init => field = value is null ? value! : JsonLists.RequireNoNulls(value);
    }

    /// <summary>A wish that is kept with the job; the tenant does not act on it by itself.</summary>
    public bool RollbackOnFailure { get; init; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The tenant's estimate at submission, in seconds.</summary>
    public double? EstimatedCompletionSeconds { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Not public: in pwsh these members stand beside the others and not in a bag of their own.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }
}
