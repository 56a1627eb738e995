using System.Globalization;

namespace CxOne.Campaigns;

/// <summary>A rate that the tenant did not take, and the lower one that was tried next.</summary>
/// <param name="From">The refused rate.</param>
/// <param name="To">The next one.</param>
/// <param name="Detail">The tenant's words.</param>
public sealed record AnswerAdjustment(double From, double To, string? Detail)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From} -> {To}");
}
