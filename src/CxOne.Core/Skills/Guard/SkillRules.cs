using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Campaigns;
using CxOne.Dialer;
using CxOne.Pacing;

namespace CxOne.Skills;

/// <summary>
/// The rules on the settings of a dialer and on the rate of its campaign. They are the same in all rule sets except for the limit of the
/// rate: 16 CFR 310.4(b)(4) for the United States names 15 seconds of ringing and two seconds to the message.
/// </summary>
internal static class SkillRules
{
    /// <summary>The shortest time that a call must ring before the dialer gives up, in seconds.</summary>
    public const double ShortestRingSec = 15;

    /// <summary>The longest time from the end of the contact's greeting to the message, in seconds.</summary>
    public const double LongestTimeoutSec = 2;

    private static readonly (string Member, Func<double, double, bool> IsMore)[] Pressure =
    [
        ("maximumRatio", static (before, after) => after > before),
        ("abandonRateCutoff", static (before, after) => after > before),
        ("abandonRateThreshold", static (before, after) => after > before),
    ];

    /// <summary>What the settings break.</summary>
    /// <param name="settings">The states of the general settings and of call progress analysis.</param>
    public static IEnumerable<(string Member, string Text)> Findings(SkillGuardSettings settings)
    {
        if (settings.RingSec is { } ring && ring < ShortestRingSec)
        {
            yield return ("maximumRingingDuration", SkillMessages.RingTooShort(ring, ShortestRingSec));
        }

        if (settings.TimeoutSec is { } timeout && timeout > LongestTimeoutSec)
        {
            yield return ("abandonTimeout", SkillMessages.TimeoutTooLong(timeout, LongestTimeoutSec));
        }

        if (string.IsNullOrWhiteSpace(settings.MessagePath))
        {
            yield return ("abandonMessagePath", SkillMessages.MessageMissing);
        }
    }

    /// <summary>Whether a change makes the dialer abandon more calls.</summary>
    public static bool RaisesPressure(JsonObject before, JsonObject after)
        => Pressure.Any(member => Number(after, member.Member) is { } next
            && Number(before, member.Member) is { } former
            && member.IsMore(former, next));

    /// <summary>
    /// Judges the rate of 30 days. The rules count the calls that were made: a rate above the limit breaks them, however few the calls.
    /// A rate below the limit whose interval reaches it is too close to be called compliant.
    /// </summary>
    public static (DialerVerdict Verdict, RateInterval? Interval) Judge(long abandoned, long answered, double? limit)
    {
        if (answered <= 0)
        {
            return (DialerVerdict.Inconclusive, null);
        }

        // A tenant that counts abandons beside connects may return more of them than connects.
        var interval = RateInterval.Wilson(Math.Min(abandoned, answered), answered);
        return (limit is not { } most ? DialerVerdict.Inconclusive
            : (double)abandoned / answered > most ? DialerVerdict.NotCompliant
            : interval.Upper <= most ? DialerVerdict.Compliant : DialerVerdict.Inconclusive, interval);
    }

    public static double? Number(JsonObject block, string member)
        => block[member] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number)
            ? number
            : null;
}
