namespace CxOne.Benchmarks.Studio;

/// <summary>One line of the result; <see cref="Limit"/> is what it must not exceed.</summary>
internal sealed record Row(string Name, double Value, string Unit, double? Limit)
{
    /// <summary>Gets the median processor time in milliseconds; <see langword="null"/> where it is not measured.</summary>
    public double? Processor { get; init; }
}
