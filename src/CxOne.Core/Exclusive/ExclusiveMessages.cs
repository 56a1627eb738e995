using System.Globalization;

namespace CxOne.Exclusive;

/// <summary>Every text of this area that a user can meet. A snapshot test holds all of them.</summary>
internal static class ExclusiveMessages
{
    public const string NameInvalid = "Name must have 1 to 200 characters and no control characters.";

    public static string Holder(string? user, string? machine, int? processId, DateTimeOffset since)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{user ?? "an unknown user"} on {machine ?? "an unknown computer"}"
                + $"{(processId is { } id ? $" (process {id})" : null)} since {since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");

    public static string Waiting(string name, string? holder) => $"lock '{name}' is held by {holder ?? "another process"}";

    public static string StoreAway(string name) => $"store with the lock '{name}' cannot be reached";

    public static string WaitStarts(string name, string? holder) => $"Waiting, because the {Waiting(name, holder)}.";

    public static string TimedOut(string name, string? holder, TimeSpan timeout)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"The lock '{name}' was not free within {timeout.TotalSeconds:0.###} s; it is held by {holder ?? "another process"}.");

    public static string Lost(string name)
        => $"The lock '{name}' was lost, because the connection to the store ended. Another process may have run at the same time.";
}
