namespace CxOne.Skills;

/// <summary>Represents a start or a stop of the dialer of a skill.</summary>
public sealed record SkillRunOptions
{
    /// <summary>Gets the id of the skill.</summary>
    public required string Id { get; init; }

    /// <summary>Gets whether a stop ends active calls at once. Otherwise they are completed.</summary>
    public bool Force { get; init; }

    /// <summary>Gets how long to wait until the tenant shows the new state, from 1 second to 1 day. The default is 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets the time between two polls; <see langword="null"/> for one that grows from 0.1 to 5 seconds.</summary>
    public TimeSpan? PollingInterval { get; init; }
}
