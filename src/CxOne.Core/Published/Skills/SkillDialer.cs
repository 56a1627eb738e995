using System.Text.Json;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>
/// Represents the dialer of an outbound skill: all of its blocks of parameters. Values are as the tenant returns them; where NICE's API
/// description names no unit, none is given here.
/// </summary>
public sealed record SkillDialer : ICxContent
{
    private readonly IReadOnlyList<KeyValuePair<string, JsonElement?>> _blocks;

    internal SkillDialer(int id, string? name, SkillDialerValues values, IReadOnlyList<KeyValuePair<string, JsonElement?>> blocks)
    {
        Id = id;
        Name = name;
        _blocks = blocks;
        MaximumRatio = values.MaximumRatio;
        MaximumRingingDuration = values.MaximumRingingDuration;
        AbandonRateCutoff = values.AbandonRateCutoff;
        AbandonRateThreshold = values.AbandonRateThreshold;
        OverrideBusinessUnitAbandonRate = values.OverrideBusinessUnitAbandonRate;
        Aggressiveness = values.Aggressiveness;
        AbandonTimeout = values.AbandonTimeout;
        AbandonMessagePath = values.AbandonMessagePath;
        AnsweringMachineMode = values.AnsMachineDetMode;
        MaximumAttempts = values.MaximumAttempts;
        MinimumRetryMinutes = values.MinimumRetryMinutes;
        IsScheduled = values.IsScheduled;
    }

    /// <summary>Gets the id of the skill.</summary>
    public int Id { get; }

    /// <summary>Gets the name of the skill.</summary>
    public string? Name { get; }

    /// <summary>Gets the maximum number of calls per available agent; 1 is progressive dialing.</summary>
    public double? MaximumRatio { get; }

    /// <summary>Gets how long a call rings before the dialer gives up, in seconds.</summary>
    public double? MaximumRingingDuration { get; }

    /// <summary>Gets the abandon rate at which the dialer stops overdialing. Whether 3 means 3 percent is not documented.</summary>
    public double? AbandonRateCutoff { get; }

    /// <summary>Gets the threshold of the abandon rate. Its unit is not documented.</summary>
    public double? AbandonRateThreshold { get; }

    /// <summary>Gets whether the skill's abandon rate applies instead of the business unit's.</summary>
    public bool? OverrideBusinessUnitAbandonRate { get; }

    /// <summary>Gets how fast the dialer approaches its maximum, as the tenant writes it.</summary>
    public string? Aggressiveness { get; }

    /// <summary>Gets the time after the contact's first greeting at which a call counts as abandoned, in seconds.</summary>
    public double? AbandonTimeout { get; }

    /// <summary>Gets the path of the message that an abandoned contact hears.</summary>
    public string? AbandonMessagePath { get; }

    /// <summary>Gets the mode of answering machine detection, 0 to 9. The meanings of the numbers are not documented.</summary>
    public int? AnsweringMachineMode { get; }

    /// <summary>Gets the maximum number of attempts per record.</summary>
    public int? MaximumAttempts { get; }

    /// <summary>Gets the time between two attempts, in minutes.</summary>
    public double? MinimumRetryMinutes { get; }

    /// <summary>Gets whether the skill dials by its schedule only.</summary>
    public bool? IsScheduled { get; }

    /// <inheritdoc/>
    IReadOnlyList<KeyValuePair<string, JsonElement?>> ICxContent.ContentMembers => _blocks;

    /// <inheritdoc/>
    public override string ToString() => Name is null ? $"{Id}" : $"{Name} ({Id})";
}
