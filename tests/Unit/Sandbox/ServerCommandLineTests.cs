namespace CxOne.Tests.Sandbox;

public sealed class ServerCommandLineTests
{
    [Theory]
    [InlineData("Unknown option '--ports'", "--ports", "80")]
    [InlineData("Unknown option 'start'", "start")]
    [InlineData("--port needs a value", "--port")]
    [InlineData("from 0 to 65535", "--port", "65536")]
    [InlineData("from 1 to", "--rate-limit", "0")]
    [InlineData("not 'one'", "--seed", "one")]
    [InlineData("reset-before, reset-after, truncate", "--fault", "reset=1")]
    [InlineData("a number from 0 to 1", "--fault=500=2")]
    [InlineData("write it as kind=share", "--fault", "500")]
    [InlineData("from 63 to", "--data-actions", "100", "--data-actions", "62")]
    [InlineData("--job-step takes a whole number", "--job-step", "-1")]
    [InlineData("--latency takes a whole number", "--latency", "fast")]
    [InlineData("name of a file", "--state=")]
    [InlineData("--parent takes a whole number", "--parent", "0")]
    public async Task A_wrong_option_is_explained_and_ends_with_2(string message, params string[] arguments)
    {
        using var server = ServerProcess.Start(arguments);
        var (exitCode, output, error) = await server.EndAsync();

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        using var server = ServerProcess.Start("--help");
        var (exitCode, output, error) = await server.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        string[] options =
        [
            "--port", "--rate-limit", "--seed", "--fault", "--data-actions", "--job-step", "--latency", "--state", "--parent", "--help",
        ];
        Assert.All(options, option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_server_prints_one_line_and_ends_cleanly_when_told_to()
    {
        if (OperatingSystem.IsWindows())
        {
            // There is no such signal there.
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
    public async Task A_port_that_is_taken_is_an_error_with_a_message()
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
    public async Task A_state_file_that_holds_no_tenant_is_an_error_with_a_message()
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
    public async Task The_server_ends_with_the_process_that_it_was_given()
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
    public async Task A_process_that_is_gone_already_ends_the_server_at_once()
    {
        using var parent = ServerProcess.Start("--help");
        var id = parent.Id;
        await parent.EndAsync();
        using var server = ServerProcess.Start("--parent", $"{id}");

        Assert.Equal(0, (await server.EndAsync()).ExitCode);
    }
}
