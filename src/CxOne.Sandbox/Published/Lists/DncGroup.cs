using System.Globalization;

namespace CxOne.Sandbox.Published.Lists;

/// <summary>A group of numbers that must not be called.</summary>
internal sealed record DncGroup
{
    public required int GroupId { get; init; }

    public required string GroupName { get; init; }

    public required string Description { get; init; }

    public required bool IsActive { get; init; }

    public required List<DncRecord> Records { get; init; }
}

/// <summary>A number that must not be called.</summary>
internal sealed record DncRecord
{
    public required int RecordId { get; init; }

    /// <summary>The number in digits.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>When the number may be called again; null for never.</summary>
    public DateTimeOffset? ExpiredDate { get; init; }

    public required DateTimeOffset CollectedDate { get; init; }
}

/// <summary>The do-not-call groups of the sample tenant.</summary>
internal static class SampleDncGroups
{
    public const string Company = "Company list";
    private const int FirstId = 4401;

    /// <summary>Records with this many ids between them have expired.</summary>
    private const int ExpiredStep = 40;

    private static readonly DateTimeOffset Collected = new(2025, 6, 2, 10, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, string Description, int Records)[] Groups =
    [
        (Company, "Numbers whose owners asked not to be called", 240),
        ("Wireless", "Mobile numbers without consent", 120),
        ("Litigators", "Numbers of the legal department", 12),
        ("New group", "Has no numbers yet", 0),
    ];

    public static List<DncGroup> All() => [.. Groups.Select((group, index) => new DncGroup
    {
        GroupId = FirstId + index,
        GroupName = group.Name,
        Description = group.Description,
        IsActive = true,
        Records = [.. Enumerable.Range(0, group.Records).Select(number => Record(index, number))],
    })];

    /// <summary>The numbers of the second group overlap with those of the first.</summary>
    private static DncRecord Record(int group, int number) => new()
    {
        RecordId = ((group + 1) * 100_000) + number,
        PhoneNumber = string.Create(CultureInfo.InvariantCulture, $"1555010{(group == 1 ? 200 : group * 3000) + number:0000}"),
        ExpiredDate = number % ExpiredStep == ExpiredStep - 1 ? Collected.AddDays(30) : null,
        CollectedDate = Collected.AddHours(number),
    };
}
