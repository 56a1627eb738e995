using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using CxOne.Benchmarks.Pacing;
using CxOne.Pacing;

// Usage: Pacing [--result <file>] [--batches <number>] [--quick]
const int DaysOfBatch = 400;
var result = Option("--result") ?? "pacing-bench.json";
var quick = args.Contains("--quick");
var batches = int.Parse(Option("--batches") ?? (quick ? "5" : "9"), CultureInfo.InvariantCulture);
var d1 = new DialerSimulationRequest { Agents = 50, AnswerRate = 0.38, Lines = 55, Days = DaysOfBatch, WarmupHours = 0, Threads = 1 };

// The cost of the first simulation in a process, before the engine has run.
var cold = Milliseconds(() => DialerSimulation.Run(d1 with { Days = 1 }));
var coldSecond = Milliseconds(() => DialerSimulation.Run(d1 with { Days = 1, Seed = 2 }));
var coldHundred = Milliseconds(() => DialerSimulation.Run(d1 with { Seed = 3, Days = 100 }));
for (var round = 0; round < 4; round++)
{
    // Gives the runtime time for its tiered compilation.
    DialerSimulation.Run(d1 with { Seed = 100 + round, Threads = 0 });
    Thread.Sleep(150);
}

var peer = SimPyPeer.Find();
List<double> oneCore = [];
List<double> oneCoreProcessor = [];
List<double> allCores = [];
List<double> simPy = [];
List<double> simPyProcessor = [];
for (var batch = 0; batch < batches; batch++)
{
    // Alternating, so that all have the same noise of the computer.
    var request = d1 with { Seed = 1000 + batch };
    var processor = Environment.CpuUsage.TotalTime;
    oneCore.Add(Milliseconds(() => DialerSimulation.Run(request)) / DaysOfBatch);
    oneCoreProcessor.Add((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / DaysOfBatch);
    allCores.Add(Milliseconds(() => DialerSimulation.Run(request with { Threads = 0 })) / DaysOfBatch);
    if (peer is not null && batch < (quick ? 1 : 5))
    {
        var day = peer.Measure(1 + batch);
        simPy.Add(day.Wall);
        simPyProcessor.Add(day.Processor);
    }
}

var allocated = Allocated(d1 with { Days = 1100 }) - Allocated(d1 with { Days = 100 });
List<Measurement> measurements =
[
    new("one core, warm", Median(oneCore), "ms per D1 day", 1.0),
    // Processor time does not include the time that other processes take.
    new("one core, warm, processor time", Median(oneCoreProcessor), "ms per D1 day", null),
    new($"all {Environment.ProcessorCount} cores, warm", Median(allCores), "ms per D1 day", null),
    new("one core, first day of a process", cold, "ms", null),
    new("one core, second day of a process", coldSecond, "ms", null),
    new("one core, next 100 days of a process", coldHundred / 100, "ms per D1 day", null),
    // Without the array that keeps the counts of each day.
    new(
        "allocations in the steady state, beside the row that keeps a day's counts",
        Math.Round((allocated / 1000d) - RowBytes()),
        "bytes per D1 day",
        0),
    new("D1 with a tick of 0.1 s, one core", PerDay(d1 with { TickSec = 0.1, Days = 100 }), "ms per day", null),
    new("D1 with a tick of 10 s, one core", PerDay(d1 with { TickSec = 10, Days = 100 }), "ms per day", null),
    new("D1 redialling at once, one core", PerDay(d1 with { TickSec = 0, Days = 100 }), "ms per day", null),
    new(
        "D1 by ratio to idle agents, one core",
        PerDay(d1 with { Pacing = DialerPacing.IdleRatio, Lines = null, Ratio = 2.5, Days = 100 }),
        "ms per day",
        null),
    new("D1 adaptive, one core", PerDay(d1 with { Pacing = DialerPacing.Adaptive, Lines = null, Days = 100 }), "ms per day", null),
    new(
        "FindRatio for D1 to 3 %, 200 days, all cores",
        MedianOf(5, () => DialerSimulation.FindRatio(d1 with { Lines = null, Days = 200, WarmupHours = 0.5, Threads = 0 })),
        "ms",
        1000),
    new(
        "FindRatio for 1,000 agents to 3 %, 200 days, all cores",
        MedianOf(3, () => DialerSimulation.FindRatio(d1 with { Agents = 1000, Lines = null, Days = 200, WarmupHours = 0.5, Threads = 0 })),
        "ms",
        3000),
];
if (!quick)
{
    var processor = Environment.CpuUsage.TotalTime;
    measurements.Add(
        new("10,000 days of D1, all cores", Milliseconds(() => DialerSimulation.Run(d1 with { Days = 10_000, Threads = 0 })), "ms", 5000));
    measurements.Add(new(
        "10,000 days of D1, processor time of all cores together",
        (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds,
        "ms",
        null));
    measurements.Add(
        new("D1 with 10,000 agents, one core", PerDay(d1 with { Agents = 10_000, Lines = 10_600, Days = 3 }), "ms per day", null));
}

if (peer is not null)
{
    measurements.Add(new($"SimPy {peer.Version}, one core", Median(simPy), "ms per D1 day", null));
    measurements.Add(new($"SimPy {peer.Version}, processor time", Median(simPyProcessor), "ms per D1 day", null));
    measurements.Add(new("SimPy ÷ CxOne, one core", Median(simPy) / Median(oneCore), "times", null));
    measurements.Add(new("SimPy ÷ CxOne, processor time", Median(simPyProcessor) / Median(oneCoreProcessor), "times", null));
}

foreach (var measurement in measurements)
{
    var limit = measurement.Limit is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"   (limit {value:0.###}{(measurement.Value > value ? ", missed" : string.Empty)})")
        : string.Empty;
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{measurement.Name,-78} {measurement.Value,10:0.000} {measurement.Unit}{limit}"));
}

if (peer is null)
{
    Console.WriteLine(SimPyPeer.HowToInstall);
}

var file = new
{
    benchmark = "pacing",
    runtime = RuntimeInformation.FrameworkDescription,
    architecture = RuntimeInformation.ProcessArchitecture.ToString(),
    processors = Environment.ProcessorCount,
    batches,
    daysOfBatch = DaysOfBatch,
    oneCoreMilliseconds = oneCore,
    oneCoreProcessorMilliseconds = oneCoreProcessor,
    allCoresMilliseconds = allCores,
    simPyMilliseconds = simPy,
    simPyProcessorMilliseconds = simPyProcessor,
    measurements = measurements.Select(
        measurement => new { name = measurement.Name, value = measurement.Value, unit = measurement.Unit, limit = measurement.Limit }),
};
File.WriteAllText(result, JsonSerializer.Serialize(file, FileFormat.Indented) + Environment.NewLine);
Console.WriteLine($"Written to {result}.");

string? Option(string name)
{
    var place = Array.IndexOf(args, name);
    return place >= 0 && place + 1 < args.Length ? args[place + 1] : null;
}

double PerDay(DialerSimulationRequest request) => MedianOf(5, () => DialerSimulation.Run(request)) / request.Days;

static double MedianOf(int times, Action action) => Median([.. Enumerable.Range(0, times).Select(_ => Milliseconds(action))]);

static double Milliseconds(Action action)
{
    var begin = Stopwatch.GetTimestamp();
    action();
    return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
}

static long Allocated(DialerSimulationRequest request)
{
    var before = GC.GetAllocatedBytesForCurrentThread();
    DialerSimulation.Run(request);
    return GC.GetAllocatedBytesForCurrentThread() - before;
}

// The counts of a day: nine numbers of eight bytes in one array per run.
static double RowBytes() => 9 * 8;

static double Median(List<double> values)
{
    var sorted = values.Order().ToList();
    return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
