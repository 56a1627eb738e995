namespace CxOne.Benchmarks.Requests;

/// <summary>A named value of the table and the result file.</summary>
internal sealed record Row(string Name, double Value, string Unit, double? Limit = null);
