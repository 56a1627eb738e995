using System.Globalization;

namespace CxOne.Campaigns;

/// <summary>Represents a rate that the tenant did not accept, and the lower rate that was tried next.</summary>
/// <param name="From">The refused rate, 0.05 to 0.95.</param>
/// <param name="To">The next rate, 0.02 lower but at least 0.05.</param>
/// <param name="Detail">The message of the tenant.</param>
public sealed record AnswerAdjustment(double From, double To, string? Detail)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From} -> {To}");
}
