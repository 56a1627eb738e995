using System.Text.Json.Serialization;

namespace CxOne.Ivr;

internal sealed record IvrSimulationAnswer
{
    [JsonRequired]
    public required string SimulationId { get; init; }

    [JsonRequired]
    public required IReadOnlyList<IvrPathStep> PathTraversal { get; init; }

    public IReadOnlyList<IvrTimeoutEvent> TimeoutEvents { get; init; } = [];

    public IvrTtsUsage? TtsResourceUsage { get; init; }
}
