namespace CxOne.Sandbox.Published;

/// <summary>The form in which a list of the published family is returned.</summary>
internal sealed record PublishedList<T>
{
    public const int LargestPage = 100;

    /// <summary>The member that holds the array.</summary>
    public required string Key { get; init; }

    /// <summary>Writes the members of an item.</summary>
    public required Action<MemberWriter, T> Write { get; init; }

    /// <summary>The members by which the list can be sorted.</summary>
    public IReadOnlyDictionary<string, Comparison<T>> Order { get; init; } = new Dictionary<string, Comparison<T>>();

    /// <summary>Members beside the array.</summary>
    public Action<MemberWriter>? WriteEnvelope { get; init; }

    /// <summary>Whether the array and the members beside it are in an object <c>resultSet</c>.</summary>
    public bool IsInResultSet { get; init; }

    /// <summary>Whether numbers and Booleans of the items are text.</summary>
    public bool HasItemsAsText { get; init; }

    /// <summary>Whether the number of records is text.</summary>
    public bool HasTotalAsText { get; init; }

    /// <summary>The member that holds the number of records; null for lists without it.</summary>
    public string? TotalKey { get; init; } = "totalRecords";

    /// <summary>Whether the list is returned in pages.</summary>
    public bool IsPaged { get; init; } = true;

    /// <summary>The size of a page if the caller sets none.</summary>
    public int DefaultPage { get; init; } = 50;

    /// <summary>Compares two items by a text, without case.</summary>
    public static Comparison<T> ByText(Func<T, string> text) =>
        (left, right) => string.Compare(text(left), text(right), StringComparison.OrdinalIgnoreCase);

    /// <summary>Compares two items by a number.</summary>
    public static Comparison<T> ByNumber(Func<T, long> number) => (left, right) => number(left).CompareTo(number(right));
}
