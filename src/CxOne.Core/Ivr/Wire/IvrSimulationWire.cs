using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

internal sealed record IvrSimulationBody
{
    public required string IvrDefinitionId { get; init; }

    public required IvrTestSequence TestSequence { get; init; }

    public IvrAnalysisOptions AnalysisOptions { get; init; } = new();
}

internal sealed record IvrTestSequence
{
    public required IReadOnlyList<string> Inputs { get; init; }

    public string InputType { get; init; } = "DTMF_AND_VOICE";

    public required int MaxTimeoutSeconds { get; init; }
}

internal sealed record IvrAnalysisOptions
{
    public bool TrackPathTraversal { get; init; } = true;

    public bool CaptureTimeoutEvents { get; init; } = true;

    public bool ValidateTtsRendering { get; init; } = true;
}

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

internal sealed record IvrTtsUsage
{
    public IReadOnlyList<string>? Voices { get; init => field = JsonLists.RequireNoNullsOrNull(value); }

    public double UnitsConsumed { get; init; }
}
