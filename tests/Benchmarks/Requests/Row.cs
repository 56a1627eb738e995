namespace CxOne.Benchmarks.Requests;

/// <summary>A number with its name, as it goes into the table and the file.</summary>
internal sealed record Row(string Name, double Value, string Unit, double? Limit = null);
