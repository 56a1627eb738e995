namespace CxOne.Ivr;

internal sealed record IvrSimulationBody
{
    public required string IvrDefinitionId { get; init; }

    public required IvrTestSequence TestSequence { get; init; }

    public IvrAnalysisOptions AnalysisOptions { get; init; } = new();
}
