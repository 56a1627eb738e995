using System.IO.Compression;
using System.Text;

namespace CxOne.Reports;

/// <summary>The scripts and styles of pages, embedded in the assembly.</summary>
internal static class ReportAssets
{
    /// <summary>Reads an asset.</summary>
    /// <param name="name">Its file name in <c>Reports/Assets</c>; <c>.br</c> files are compressed with Brotli.</param>
    public static string Text(string name)
    {
        using var resource = typeof(ReportAssets).Assembly.GetManifestResourceStream($"CxOne.Reports.{name}")
            ?? throw new FileNotFoundException(ReportsMessages.MissingResource(name), name);
        using Stream content = name.EndsWith(".br", StringComparison.Ordinal)
            ? new BrotliStream(resource, CompressionMode.Decompress)
            : resource;
        using var reader = new StreamReader(content, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
