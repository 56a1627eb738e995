using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CxOne.Benchmarks.Studio;
using CxOne.Studio.Calls;
using CxOne.Studio.Comparison;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;
using CxOne.Studio.Reading;
using CxOne.Studio.Simulation;

// Usage: Studio [--result <file>]. Each row is a median, with the processor time beside it, which other work of the machine changes less.
// Fails where a row exceeds its limit.
const int Scripts = 1_000;
const int FewRounds = 5;
const int ManyRounds = 51;
var result = args.SkipWhile(argument => argument != "--result").Skip(1).FirstOrDefault() ?? "studio-bench.json";
var sixty = SampleScript.Build(5, "Sixty");
var large = SampleScript.Build(833, "Large");
var keys = new ScriptExploreOptions
{
    Depth = 6, Keys = [.. "0123456789*".Select(key => CallerInput.Keys(key.ToString())), CallerInput.Timeout],
};
var graph = new ScriptGraph(ScriptReader.Read(sixty, "sixty.json"));
var other = new ScriptGraph(ScriptReader.Read(SampleScript.Build(5, "Sixty", skill: "Other"), "sixty.json"));
var call = new ScriptCall();
var explored = ScriptExplorer.Explore(graph, call, keys);
var findings = ScriptLinter.Lint(graph).Findings.Count;
List<Row> rows =
[
    Time("read a script of 61 actions", () => ScriptReader.Read(sixty, "sixty.json")),
    Time("read and link it", () => new ScriptGraph(ScriptReader.Read(sixty, "sixty.json"))),
    Time($"lint it ({findings} findings)", () => ScriptLinter.Lint(graph), limit: 5),
    Time("read, link and lint it", () => ScriptLinter.Lint(ScriptReader.Read(sixty, "sixty.json")), limit: 5),
    Time("run one call through it", () => ScriptSimulator.Run(graph, call with { When = [CallerInput.Keys("1")] })),
    Time(
        $"explore it to depth 6 over 12 inputs ({explored.States} states, {explored.Paths.Count} paths)",
        () => ScriptExplorer.Explore(graph, call, keys),
        limit: 100),
    Time("compare two versions of it", () => ScriptComparer.Compare(graph, other), FewRounds),
    Time("read a script of 9,997 actions", () => ScriptReader.Read(large, "large.json"), FewRounds),
    Time("read, link and lint it", () => ScriptLinter.Lint(ScriptReader.Read(large, "large.json")), FewRounds),
    Time(
        "read and link it, and run one call",
        () => ScriptSimulator.Run(new ScriptGraph(ScriptReader.Read(large, "large.json")), call),
        FewRounds),
];

// A folder as a cmdlet checks it: every script names others, and each is checked against all of them.
var files = Enumerable.Range(0, Scripts).Select(number => SampleScript.Build(
    5, Name(number), next: Name((number + 1) % Scripts), subscript: Name((number * 7) % Scripts))).ToArray();
rows.Add(Time($"read and lint {Scripts:N0} linked scripts of 63 actions, one core", () => LintFolder(files, false), FewRounds, 5_000));
rows.Add(Time("the same, as the cmdlet does it, on every core", () => LintFolder(files, true), FewRounds, 5_000));
rows.Add(new Row($"live memory that {Scripts:N0} checked scripts leave behind",
    Growth(() => LintFolder(files, isParallel: false)), "KB", 1_024));
rows.Add(new Row($"live memory that {Scripts:N0} explorations leave behind", Growth(() =>
{
    for (var number = 0; number < Scripts; number++)
    {
        ScriptExplorer.Explore(new ScriptGraph(ScriptReader.Read(files[number], "script.json")), call, keys with { Depth = 2 });
    }

    return files;
}), "KB", 1_024));

foreach (var row in rows)
{
    var limit = row.Value > row.Limit ? string.Create(CultureInfo.InvariantCulture, $"  exceeds {row.Limit}") : null;
    var processor = row.Processor is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time,10:0.000}") : new string(' ', 10);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Value,10:0.000} {processor} {row.Unit,-3} {row.Name}{limit}"));
}

File.WriteAllBytes(result, JsonSerializer.SerializeToUtf8Bytes(rows, new JsonSerializerOptions { WriteIndented = true }));
return rows.Any(row => row.Value > row.Limit) ? 1 : 0;

static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"Script{number}");

static object LintFolder(byte[][] files, bool isParallel)
{
    ScriptGraph[] graphs = [.. files.Select(file => new ScriptGraph(ScriptReader.Read(file, "script.json")))];
    var options = new ScriptLintOptions { Library = new ScriptLibrary(graphs) };
    return isParallel
        ? ScriptLinter.LintAll(graphs, options).ToArray()
        : graphs.Select(graph => ScriptLinter.Lint(graph, options)).ToArray();
}

// Warm: the first runs compile the code, and are not counted.
static Row Time(string name, Func<object> work, int rounds = ManyRounds, double? limit = null)
{
    var times = new double[rounds];
    var processor = new double[rounds];
    for (var round = -Math.Max(2, rounds / 2); round < rounds; round++)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        GC.KeepAlive(work());
        times[Math.Max(round, 0)] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        processor[Math.Max(round, 0)] = (Environment.CpuUsage.TotalTime - used).TotalMilliseconds;
    }

    Array.Sort(times);
    Array.Sort(processor);
    return new Row(name, times[rounds / 2], "ms", limit) { Processor = processor[rounds / 2] };
}

// What is kept after the work is done once more; the first time fills caches that stay.
static double Growth(Func<object> work)
{
    work();
    var before = GC.GetTotalMemory(forceFullCollection: true);
    work();
    return (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0;
}
