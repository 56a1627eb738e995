namespace CxOne.Tests.Sandbox;

public sealed class ServerCommandLineTests
{
    [Theory]
    [InlineData("'--ports'", "--ports", "80")]
    [InlineData("'start'", "start")]
    [InlineData("--port", "--port")]
    [InlineData("65535 (was '65536')", "--port", "65536")]
    [InlineData("(was '0')", "--rate-limit", "0")]
    [InlineData("(was 'one')", "--seed", "one")]
    [InlineData("reset-before, reset-after, truncate", "--fault", "reset=1")]
    [InlineData("(was '2')", "--fault=500=2")]
    [InlineData("kind=share", "--fault", "500")]
    [InlineData("63", "--data-actions", "100", "--data-actions", "62")]
    [InlineData("230", "--skill-count", "100")]
    [InlineData("both, seed, published (was '1')", "--families", "1")]
    [InlineData("v30, v33, old (was 'v31')", "--published-profile", "v31")]
    [InlineData("replace, merge (was 'keep')", "--put=keep")]
    [InlineData("--job-step", "--job-step", "-1")]
    [InlineData("(was 'fast')", "--latency", "fast")]
    [InlineData("--state", "--state=")]
    [InlineData("--parent", "--parent", "0")]
    public async Task An_invalid_option_is_reported_with_exit_code_2(string fact, params string[] arguments)
    {
        using var server = ServerProcess.Start(arguments);
        var (exitCode, output, error) = await server.EndAsync();

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains(fact, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Help_lists_every_option()
    {
        using var server = ServerProcess.Start("--help");
        var (exitCode, output, error) = await server.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        string[] options =
        [
            "--port", "--rate-limit", "--seed", "--fault", "--data-actions", "--skill-count", "--families",
            "--published-profile", "--put", "--job-step", "--latency", "--state", "--parent", "--help",
        ];
        Assert.All(options, option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_server_prints_one_line_and_stops_cleanly_on_SIGTERM()
    {
        if (OperatingSystem.IsWindows())
        {
            // Windows has no SIGTERM.
            return;
        }

        using var server = ServerProcess.Start("--port", "0");
        var line = await server.FirstLineAsync();
        using (var client = new HttpClient())
        {
            using var response = await client.GetAsync(new Uri(line["listening ".Length..] + "/sandbox/requests"));
            Assert.Equal(200, (int)response.StatusCode);
        }

        await server.TerminateAsync();
        var (exitCode, output, error) = await server.EndAsync();

        Assert.Matches("^listening http://127\\.0\\.0\\.1:[0-9]+$", line);
        Assert.Equal(0, exitCode);
        Assert.Empty(output);
        Assert.Empty(error);
    }

    [Fact]
    public async Task A_port_in_use_is_reported_as_an_error()
    {
        using var first = ServerProcess.Start();
        var port = new Uri((await first.FirstLineAsync())["listening ".Length..]).Port;
        using var second = ServerProcess.Start("--port", $"{port}");
        var (exitCode, output, error) = await second.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains($"{port}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_file_without_a_tenant_is_reported_as_an_error()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "rubbish");
            using var server = ServerProcess.Start("--state", file);
            var (exitCode, output, error) = await server.EndAsync();

            Assert.Equal(1, exitCode);
            Assert.Empty(output);
            Assert.Contains(file, error, StringComparison.Ordinal);
            Assert.Equal("rubbish", await File.ReadAllTextAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_server_stops_with_its_parent_process()
    {
        using var parent = ServerProcess.Start();
        await parent.FirstLineAsync();
        using var server = ServerProcess.Start("--parent", $"{parent.Id}");
        await server.FirstLineAsync();
        parent.Kill();
        await parent.EndAsync();
        var (exitCode, _, error) = await server.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Empty(error);
    }

    [Fact]
    public async Task The_server_stops_at_once_if_its_parent_process_does_not_exist()
    {
        using var parent = ServerProcess.Start("--help");
        var id = parent.Id;
        await parent.EndAsync();
        using var server = ServerProcess.Start("--parent", $"{id}");

        Assert.Equal(0, (await server.EndAsync()).ExitCode);
    }
}
