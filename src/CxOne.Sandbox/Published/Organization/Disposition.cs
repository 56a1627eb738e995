namespace CxOne.Sandbox.Published.Organization;

/// <summary>A disposition with which agents classify contacts.</summary>
internal sealed record Disposition
{
    public required int DispositionId { get; init; }

    public required string DispositionName { get; init; }

    public required int ClassificationId { get; init; }

    public required bool IsActive { get; init; }

    public bool IsPreviewDisposition { get; init; }
}

/// <summary>The dispositions of the sample tenant.</summary>
internal static class SampleDispositions
{
    public const int FirstId = 2101;

    private static readonly (string Name, int Classification)[] Names =
    [
        ("Right party, paid", 1), ("Right party, promise", 1), ("Right party, refused", 2), ("Wrong party", 3), ("No answer", 5),
        ("Busy", 5), ("Answering machine", 6), ("Call back", 7), ("Do not call", 8), ("Disconnected", 9),
        ("Sale", 1), ("No sale", 2), ("Appointment made", 1), ("Appointment moved", 1), ("Survey complete", 1),
        ("Survey refused", 2), ("Transferred", 4), ("Test call", 4), ("Preview rejected", 10), ("Preview accepted", 10),
    ];

    private static readonly List<Disposition> Sample = All();

    /// <summary>The dispositions of every skill that dials.</summary>
    public static IReadOnlyList<Disposition> OfDialers { get; } = [.. Sample.Take(10)];

    public static List<Disposition> All() => [.. Names.Select((entry, index) => new Disposition
    {
        DispositionId = FirstId + index,
        DispositionName = entry.Name,
        ClassificationId = entry.Classification,
        IsActive = entry.Name != "Test call",
        IsPreviewDisposition = entry.Classification == 10,
    })];
}
