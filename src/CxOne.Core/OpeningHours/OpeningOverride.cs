namespace CxOne.OpeningHours;

/// <summary>The exit that a profile takes whatever its hours are, until a time or without an end.</summary>
internal sealed class OpeningOverride
{
    private static readonly string[] Exits = ["Open", "Closed", "Holiday", "Weather", "Meeting", "Emergency", "Other"];
    private static readonly string[] NoOverride = ["", "0", "none", "null", "false"];

    private OpeningOverride(string exit, bool isKnown)
    {
        Exit = exit;
        IsKnown = isKnown;
    }

    /// <summary>The exit.</summary>
    public string Exit { get; }

    /// <summary>Whether the exit is one of those that the action HOURS has.</summary>
    public bool IsKnown { get; }

    /// <summary>Its end on the clock of the profile; <see langword="null"/> if it has none, or if <see cref="Until"/> is set.</summary>
    public DateTime? LocalUntil { get; private init; }

    /// <summary>Its end, if the tenant wrote it with an offset.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>Reads the two members of a profile.</summary>
    /// <param name="branch">The exit, as the tenant writes it.</param>
    /// <param name="expiration">Its end, as the tenant writes it.</param>
    /// <param name="problem">A sentence about an end that cannot be read.</param>
    /// <returns><see langword="null"/> if the profile has no override.</returns>
    public static OpeningOverride? Read(string? branch, string? expiration, out string? problem)
    {
        problem = null;
        var exit = branch?.Trim() ?? string.Empty;
        if (NoOverride.Contains(exit, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        var known = Array.Find(Exits, name => name.Equals(exit, StringComparison.OrdinalIgnoreCase));
        var text = expiration?.Trim() ?? string.Empty;
        if (text.Length == 0 || OpeningText.Date(text)?.Year > OpeningText.LastYear)
        {
            // The last year of the calendar is how some programs write that there is no end.
            return new OpeningOverride(known ?? exit, known is not null);
        }

        var (local, zoned) = (OpeningText.Local(text), OpeningText.Zoned(text));
        if (local is null && zoned is null)
        {
            problem = OpeningMessages.ExpirationUnreadable(text);
            return null;
        }

        return new OpeningOverride(known ?? exit, known is not null) { LocalUntil = local, Until = zoned };
    }

    /// <summary>Whether the override counts at a moment.</summary>
    /// <param name="local">The moment on the clock of the profile.</param>
    /// <param name="moment">The moment.</param>
    public bool IsActive(DateTime local, DateTimeOffset moment)
        => Until is { } until ? moment < until : LocalUntil is not { } localUntil || local < localUntil;

    /// <summary>The verdict while it counts.</summary>
    public OpeningVerdict Verdict()
    {
        var end = Until is { } until ? OpeningMessages.Moment(until) : LocalUntil is { } local ? OpeningMessages.Local(local) : null;
        return new OpeningVerdict(Exit, OpeningMessages.Override(Exit, end));
    }
}
