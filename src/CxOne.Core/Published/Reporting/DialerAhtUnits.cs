namespace CxOne.Published;

/// <summary>
/// Finds the unit of the average handle time of a history by its size. No document names the unit, and public clients have met values that
/// can be minutes only.
/// </summary>
internal static class DialerAhtUnits
{
    // A mean handle time outside of this range is not that of a contact centre.
    private const double ShortestMeanSec = 20;
    private const double LongestMeanSec = 1800;

    /// <summary>Returns the mean handle time of connects, in the tenant's unit; <see langword="null"/> if no row has one.</summary>
    public static double? Mean(IReadOnlyList<DialerInterval> rows)
    {
        var (connects, sum) = (0d, 0d);
        foreach (var row in rows)
        {
            if (row is { Connects: > 0, ConnectsAht: > 0 })
            {
                connects += row.Connects;
                sum += row.Connects * row.ConnectsAht;
            }
        }

        return connects > 0 ? sum / connects : null;
    }

    /// <summary>Returns the only unit in which a mean is a plausible time;
    /// <see langword="null"/> if it is one in several, or in none.</summary>
    public static DialerAhtUnit? Of(double mean)
    {
        DialerAhtUnit[] plausible =
            [.. Enum.GetValues<DialerAhtUnit>().Where(unit => mean * Seconds(unit) is >= ShortestMeanSec and <= LongestMeanSec)];
        return plausible is [var only] ? only : null;
    }

    /// <summary>The seconds of a unit.</summary>
    public static double Seconds(DialerAhtUnit unit) => unit switch
    {
        DialerAhtUnit.Hours => 3600,
        DialerAhtUnit.Minutes => 60,
        _ => 1,
    };
}
