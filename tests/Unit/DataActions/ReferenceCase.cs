using System.Globalization;
using System.Runtime.CompilerServices;
using CxOne.DataActions;

namespace CxOne.Tests.DataActions;

/// <summary>A line of Reference/reference.tsv, which Reference/make_reference.py generates.</summary>
internal sealed record ReferenceCase(
    int Line, DataActionDateRequest Request, string Utc, string Offset, string LocalTime, string ZoneOffset, string Rule)
{
    public static string Header { get; } = Lines().First();

    public static IReadOnlyList<ReferenceCase> All { get; } =
    [
        .. Lines().Select((text, index) => (text, index)).Skip(2).Select(line => Read(line.text, line.index + 1))
    ];

    private static string[] Lines([CallerFilePath] string here = "")
        => File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "Reference", "reference.tsv"));

    private static ReferenceCase Read(string text, int line)
    {
        var cell = text.Split('\t');
        var request = new DataActionDateRequest
        {
            Timestamp = cell[0],
            TimeZone = cell[1],
            SourceTimeZone = cell[2],
            Operation = cell[3].Length == 0 ? null : Enum.Parse<DataActionOperation>(cell[3]),
            OffsetMinutes = cell[4].Length == 0 ? null : int.Parse(cell[4], CultureInfo.InvariantCulture),
            Period = cell[5],
            Arithmetic = Enum.Parse<DataActionArithmetic>(cell[6]),
            SkippedTime = Enum.Parse<SkippedTimeRule>(cell[7]),
            AmbiguousTime = Enum.Parse<AmbiguousTimeRule>(cell[8]),
        };
        return new ReferenceCase(line, request, cell[9], cell[10], cell[11], cell[12], cell[13]);
    }
}
