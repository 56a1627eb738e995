namespace CxOne.Published;

/// <summary>The texts of hours of operation.</summary>
internal static class HoursMessages
{
    /// <summary>Follows the name of a day.</summary>
    public const string Closed = "closed";

    public static string Unreadable(string id, string? name, IReadOnlyList<string> problems)
        => $"Hours profile {id}{(name is null ? null : $" ({name})")}: {string.Join("; ", problems)}. Its status is not known.";

    public static string Skipped(string local, string zone, string used)
        => $"{local} does not exist in {zone}: the clocks skip it. {used} is used, as if the clocks had not been changed.";

    public static string Repeated(string local, string zone, string used, string other)
        => $"{local} exists twice in {zone}: {used} is used. For the other one, write {other}.";
}
