using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CxOne.Sandbox.Server;

/// <summary>Hosts a sandbox tenant in Kestrel.</summary>
internal static class SandboxServer
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int WrongUsage = 2;

    /// <summary>The time that running requests have to complete on shutdown.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string[] args)
    {
        ServerArguments arguments;
        try
        {
            arguments = ServerArguments.Parse(args);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(ServerMessages.WithHelp(exception.Message));
            return WrongUsage;
        }

        if (arguments.IsHelp)
        {
            await Console.Out.WriteLineAsync(ServerArguments.Usage);
            return Success;
        }

        try
        {
            await ServeAsync(arguments);
            return Success;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failure;
        }
    }

    private static async Task ServeAsync(ServerArguments arguments)
    {
        using var tenant = await SandboxTenant.CreateAsync(arguments.Options);

        // Empty: neither a settings file nor the environment may change the address of the server or its output.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = null;
            options.Listen(IPAddress.Loopback, arguments.Port);
        });

        await using var app = builder.Build();
        var endpoint = new TenantEndpoint(tenant);
        app.Run(endpoint.HandleAsync);
        await app.StartAsync();
        if (arguments.ParentProcessId is { } parent)
        {
            _ = StopWithAsync(parent, app.Lifetime);
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        await Console.Out.WriteLineAsync($"listening {addresses.Addresses.Single()}");
        await Console.Out.FlushAsync();
        await app.WaitForShutdownAsync();
        await tenant.SaveAsync();
    }

    private static async Task StopWithAsync(int processId, IHostApplicationLifetime lifetime)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            await process.WaitForExitAsync(lifetime.ApplicationStopping);
        }
        catch (ArgumentException)
        {
            // The process has already ended.
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lifetime.StopApplication();
    }
}
