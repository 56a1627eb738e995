using System.IO.Compression;
using System.Text;

namespace CxOne.Reports;

/// <summary>What pages carry with them, from the assembly's resources.</summary>
internal static class ReportAssets
{
    /// <summary>A text.</summary>
    /// <param name="name">Its file name in <c>Reports/Assets</c>; one that ends in <c>.br</c> is compressed by Brotli.</param>
    public static string Text(string name)
    {
        using var resource = typeof(ReportAssets).Assembly.GetManifestResourceStream($"CxOne.Reports.{name}")
            ?? throw new FileNotFoundException($"The assembly has no resource '{name}'.", name);
        using Stream content = name.EndsWith(".br", StringComparison.Ordinal)
            ? new BrotliStream(resource, CompressionMode.Decompress)
            : resource;
        using var reader = new StreamReader(content, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
