using System.Globalization;

namespace CxOne.Campaigns;

/// <summary>
/// Whether a change of weights is large enough to matter. The score has no unit: changes a thousand times smaller give the same one.
/// The mean and the largest change stand beside it because they do tell small from large.
/// </summary>
public sealed record WeightSignificance
{
    /// <summary>Weights that are there now and in the proposal.</summary>
    public required int ComparedWeights { get; init; }

    /// <summary>
    /// mean |Δ| ÷ standard deviation of |Δ| (population); mean |Δ| where that deviation is 0 or one weight is compared; 0 without any.
    /// </summary>
    public required double Score { get; init; }

    /// <summary>mean |Δ|.</summary>
    public required double MeanChange { get; init; }

    /// <summary>Largest |Δ|.</summary>
    public required double LargestChange { get; init; }

    /// <summary>The convergence threshold.</summary>
    public required double Threshold { get; init; }

    /// <summary>The score reaches the threshold.</summary>
    public bool IsSignificant => ComparedWeights > 0 && Score >= Threshold;

    /// <inheritdoc/>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Score:0.####} (threshold {Threshold}; mean change {MeanChange:0.####})");

    /// <summary>
    /// Compares a proposal with what is there now. Decimal, so that equal changes have no deviation and not a rounding error for one.
    /// </summary>
    internal static WeightSignificance Of(
        IReadOnlyDictionary<string, decimal> now, IReadOnlyDictionary<string, decimal> proposal, double threshold)
    {
        var changes = proposal
            .Where(weight => now.ContainsKey(weight.Key))
            .Select(weight => Math.Abs(weight.Value - now[weight.Key]))
            .ToList();
        if (changes.Count == 0)
        {
            return new WeightSignificance { ComparedWeights = 0, Score = 0, MeanChange = 0, LargestChange = 0, Threshold = threshold };
        }

        var mean = changes.Average();
        var deviation = changes.TrueForAll(change => change == changes[0])
            ? 0
            : Math.Sqrt(changes.Average(change => Math.Pow((double)(change - mean), 2)));
        return new WeightSignificance
        {
            ComparedWeights = changes.Count,
            Score = deviation > 0 ? (double)mean / deviation : (double)mean,
            MeanChange = (double)mean,
            LargestChange = (double)changes.Max(),
            Threshold = threshold,
        };
    }
}
