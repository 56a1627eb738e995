using System.Text.Json;

namespace CxOne.Benchmarks.Pacing;

/// <summary>How the machine-readable file looks.</summary>
internal static class FileFormat
{
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
