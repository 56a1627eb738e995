namespace CxOne.Benchmarks.Pacing;

/// <summary>A named value of the table and the result file.</summary>
internal sealed record Measurement(string Name, double Value, string Unit, double? Limit);
