using System.Text.Json;

namespace CxOne.Benchmarks.Pacing;

/// <summary>The JSON format of the result file.</summary>
internal static class FileFormat
{
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
