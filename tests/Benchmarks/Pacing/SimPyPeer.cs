using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CxOne.Benchmarks.Pacing;

/// <summary>Runs the same day in SimPy, if a Python with SimPy is installed.</summary>
internal sealed class SimPyPeer
{
    public const string HowToInstall =
        "SimPy is not installed, so there is no comparison. Install it with 'apt-get install "
            + "python3-simpy3' (Debian, Ubuntu) or 'pip install simpy'.";

    private static readonly string[] Pythons = ["/usr/bin/python3", "python3", "python"];

    private readonly string _python;

    private SimPyPeer(string python, string version)
    {
        _python = python;
        Version = version;
    }

    public string Version { get; }

    public static SimPyPeer? Find()
    {
        foreach (var python in Pythons)
        {
            if (Ask(python, ["-c", "import simpy; print(getattr(simpy, '__version__', '?'))"]) is { } version)
            {
                return new SimPyPeer(python, version.Trim());
            }
        }

        return null;
    }

    /// <summary>Returns the time and the processor time of a day in a separate process, in milliseconds.</summary>
    public (double Wall, double Processor) Measure(int seed)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "dialer_simpy.py");
        var said = Ask(_python, [script, "1", seed.ToString(CultureInfo.InvariantCulture)])
            ?? throw new InvalidOperationException("The SimPy program failed.");
        var day = said.Split('\n').First(line => line.StartsWith("day ", StringComparison.Ordinal)).Split(' ');
        return (1000 * double.Parse(day[1], CultureInfo.InvariantCulture), 1000 * double.Parse(day[2], CultureInfo.InvariantCulture));
    }

    private static string? Ask(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            errors.Wait();
            return process.ExitCode == 0 ? said : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
