namespace CxOne.Benchmarks.Pacing;

/// <summary>A number with its name, as it goes into the table and the file.</summary>
internal sealed record Measurement(string Name, double Value, string Unit, double? Limit);
