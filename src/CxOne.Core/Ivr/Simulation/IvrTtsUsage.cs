using CxOne.Http;

namespace CxOne.Ivr;

internal sealed record IvrTtsUsage
{
    public IReadOnlyList<string>? Voices { get; init => field = JsonLists.RequireNoNullsOrNull(value); }

    public double UnitsConsumed { get; init; }
}
