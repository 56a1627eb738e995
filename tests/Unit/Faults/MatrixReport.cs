using CxOne.Tests.Support;

namespace CxOne.Tests.Faults;

/// <summary>The report of a run, one line per case.</summary>
internal static class MatrixReport
{
    private const string Head = "form\tmode\tapplied\ttenant\tuser\tlog\tverdict\twords";
    private static readonly Lock Guard = new();
    private static readonly SortedSet<string> Lines = new(StringComparer.Ordinal);

    public static string Path { get; } = Repository.Output("TestResults", "fault-matrix.tsv");

    public static void Add(IEnumerable<string> lines)
    {
        lock (Guard)
        {
            Lines.UnionWith(lines);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            File.WriteAllLines(Path, [Head, .. Lines]);
        }
    }
}
