using System.Globalization;

namespace CxOne.Campaigns;

/// <summary>
/// Represents the significance of a change of weights. The score is relative: changes a thousand times smaller give the same score.
/// <see cref="MeanChange"/> and <see cref="LargestChange"/> show the absolute size.
/// </summary>
public sealed record WeightSignificance
{
    /// <summary>Gets the number of weights that both the campaign and the proposal have.</summary>
    public required int ComparedWeights { get; init; }

    /// <summary>
    /// Gets mean |Δ| ÷ population standard deviation of |Δ|; mean |Δ| if that deviation is 0 or one weight is compared; 0 without any.
    /// </summary>
    public required double Score { get; init; }

    /// <summary>Gets the mean |Δ|.</summary>
    public required double MeanChange { get; init; }

    /// <summary>Gets the largest |Δ|.</summary>
    public required double LargestChange { get; init; }

    /// <summary>Gets the convergence threshold, 0.001 to 0.1.</summary>
    public required double Threshold { get; init; }

    /// <summary>Gets a value indicating whether the score reaches the threshold.</summary>
    public bool IsSignificant => ComparedWeights > 0 && Score >= Threshold;

    /// <inheritdoc/>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Score:0.####} (threshold {Threshold}; mean change {MeanChange:0.####})");

    /// <summary>Compares a proposal with the current weights. Decimal, so that equal changes have a deviation of exactly 0.</summary>
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
