namespace CxOne.Ivr;

internal sealed record IvrTtsUsage
{
    public IReadOnlyList<string>? Voices { get; init; }

    public double UnitsConsumed { get; init; }
}
