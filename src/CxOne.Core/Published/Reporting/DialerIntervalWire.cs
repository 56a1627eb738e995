using System.Text.Json.Serialization;

namespace CxOne.Published;

/// <summary>An entry of the answer, in the module's form.</summary>
internal sealed record DialerIntervalWire
{
    [JsonRequired]
    public required DateTimeOffset IntervalStartDate { get; init; }

    [JsonRequired]
    public required int SkillId { get; init; }

    public string? SkillName { get; init; }

    public int? Dials { get; init; }

    public int? Connects { get; init; }

    public int? Abandons { get; init; }

    public int? RightPartyConnects { get; init; }

    public double? ConnectsAht { get; init; }
}
