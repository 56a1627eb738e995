using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

internal sealed record IvrSimulationAnswer
{
    [JsonRequired]
    public required string SimulationId { get; init; }

    [JsonRequired]
    public required IReadOnlyList<IvrPathStep> PathTraversal { get; init => field = JsonLists.RequireNoNulls(value); }

    public IReadOnlyList<IvrTimeoutEvent> TimeoutEvents
    {
        get => field ?? [];
        init => field = value is null ? value! : JsonLists.RequireNoNulls(value);
    }

    public IvrTtsUsage? TtsResourceUsage { get; init; }
}
