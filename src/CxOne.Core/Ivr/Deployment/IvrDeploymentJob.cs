using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>A deployment job of the tenant.</summary>
public sealed record IvrDeploymentJob : ICxExtensible
{
    /// <summary>Gets the id of the job.</summary>
    [JsonRequired]
    public required string JobId { get; init; }

    /// <summary>Gets the state: a constant of <see cref="IvrDeploymentStatus"/>, or another state of the tenant.</summary>
    [JsonRequired]
    public required string Status { get; init; }

    /// <summary>Gets why the job failed.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Gets the environment that the job deploys to.</summary>
    public string? TargetEnvironment { get; init; }

    /// <summary>Gets the ids of the definitions that the job deploys.</summary>
    [JsonPropertyName("ivrDefinitionIds")]
    public IReadOnlyList<string> IvrDefinitionId
    {
        get => field ?? [];
        init => field = value is null ? value! : JsonLists.RequireNoNulls(value);
    }

    /// <summary>Gets whether the submission requested a rollback on failure. The tenant stores the value and does not act on it.</summary>
    public bool RollbackOnFailure { get; init; }

    /// <summary>Gets when the job was submitted.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Gets when the job ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Gets the tenant's estimate of the duration, in seconds.</summary>
    public double? EstimatedCompletionSeconds { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Not public, because pwsh shows these members next to the others instead of in a dictionary.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }
}
