using System.Diagnostics;

namespace CxOne.Tests.Support;

/// <summary>Headless Chromium without a network.</summary>
internal static class Browser
{
    public static string? Program { get; } = Find();

    /// <summary>Opens a page, runs its scripts, and returns the resulting document and the console output.</summary>
    public static async Task<(string Dom, string Console)> OpenAsync(string html)
    {
        using var folder = new TempFolder();
        var page = folder["page.html"];
        await File.WriteAllTextAsync(page, html);
        ProcessStartInfo start = new(Program!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run", $"--user-data-dir={folder["profile"]}",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--virtual-time-budget=60000", "--dump-dom",
            new Uri(page).AbsoluteUri,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
        try
        {
            var dom = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var console = (await errors).Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal));
            return (await dom, string.Join('\n', console));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw new TimeoutException("Chromium did not end within two minutes.");
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
