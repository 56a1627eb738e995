using System.Collections.ObjectModel;

namespace CxOne.Studio.Calls;

/// <summary>One simulated call: what is given, what the caller does, and the stubs for the world outside the script.</summary>
public sealed record ScriptCall
{
    /// <summary>Gets the caller's number. The default is +15550100.</summary>
    public string Ani { get; init; } = "+15550100";

    /// <summary>Gets the number that was called. The default is +15550199.</summary>
    public string Dnis { get; init; } = "+15550199";

    /// <summary>
    /// Gets the time at which the call arrives, with its offset; <see langword="null"/> if the script may not ask for it.
    /// </summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>Gets variables that are set before the script starts; <c>global:</c> ones included.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets the exit of HOURS actions by profile, action id or caption; <c>*</c> for all others.</summary>
    public IReadOnlyDictionary<string, string> Hours { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets the exported hours profiles by id or name; they need <see cref="Now"/>.</summary>
    public IReadOnlyDictionary<string, HoursProfile> Profiles { get; init; } = ReadOnlyDictionary<string, HoursProfile>.Empty;

    /// <summary>Gets what the caller does, in order. After the last one the caller is silent.</summary>
    public IReadOnlyList<CallerInput> When { get; init; } = [];

    /// <summary>Gets the outcomes of subscripts by name; they win over scripts of the library.</summary>
    public IReadOnlyDictionary<string, SubscriptStub> Subscripts { get; init; } = ReadOnlyDictionary<string, SubscriptStub>.Empty;

    /// <summary>Gets the replies to web requests.</summary>
    public IReadOnlyList<RestStub> Rest { get; init; } = [];

    /// <summary>Gets the outcomes of actions. Several for one action are its visits in order; the last one stays.</summary>
    public IReadOnlyList<ActionStub> At { get; init; } = [];

    /// <summary>Gets what the queue does.</summary>
    public QueueStub Queue { get; init; } = QueueStub.Never;

    /// <summary>Gets the events that fire.</summary>
    public IReadOnlyList<EventStub> Events { get; init; } = [];

    /// <summary>
    /// Gets the exits to take, by name, at each action with more than one wired exit, in order; <see langword="null"/> if the script
    /// decides. The actions still run. An empty name is Default.
    /// </summary>
    public IReadOnlyList<string>? Replay { get; init; }

    /// <summary>
    /// Gets the exits that exploration took at actions whose outcome is not known, in order. They come before <see cref="At"/>.
    /// </summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Gets the assumptions about the platform.</summary>
    public ScriptAssumptions Assumptions { get; init; } = new();

    /// <summary>Gets the seconds that one part of a prompt takes. The default is 5.</summary>
    public decimal PromptSeconds { get; init; } = 5;

    /// <summary>Gets the seconds of a music file that is played whole. The default is 60.</summary>
    public decimal MusicSeconds { get; init; } = 60;

    /// <summary>Gets the seconds until a caller presses a key. The default is 2.</summary>
    public decimal KeySeconds { get; init; } = 2;

    /// <summary>Gets how many actions run at most. The default is 2,000.</summary>
    public int MaxSteps { get; init; } = 2_000;

    /// <summary>
    /// Gets how often one action runs without the caller doing anything before the script counts as a loop. The default is 200.
    /// </summary>
    public int MaxVisits { get; init; } = 200;
}
