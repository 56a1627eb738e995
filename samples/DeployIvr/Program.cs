// Deploys two IVR definitions with CxOne.Core alone: simulate, submit, wait, measure, record.
// Without arguments, it uses a sandbox tenant in this process. With the argument 'tenant' and the module's environment
// variables (CXONE_CLIENT_ID, CXONE_CLIENT_SECRET, CXONE_BASE_URL, ...), it uses a real tenant:
//
//     dotnet run --project samples/DeployIvr -- tenant staging ivr-def-001 ivr-def-002
using System.Globalization;
using CxOne;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Ivr;
using CxOne.Sandbox;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var useTenant = args is ["tenant", ..];
if (useTenant && args.Length < 3)
{
    // No defaults on a tenant: they would be deployed there.
    Console.Error.WriteLine("Usage: tenant <environment> <IVR definition id> ...");
    return 2;
}

var environment = useTenant ? args[1] : "staging";
string[] definitions = useTenant ? args[2..] : ["ivr-def-001", "ivr-def-002"];
var log = new CxTextLog(Console.Error);
try
{
    var origin = new AuditOrigin(Environment.UserName, Environment.MachineName, Environment.ProcessId);
    var options = useTenant
        ? new CxConnectRequest { Origin = origin }.Resolve(Environment.GetEnvironmentVariable)
        : await SandboxOptionsAsync(origin);
    using var connection = await CxConnector.ConnectAsync(options, log, stop.Token);
    Console.WriteLine(TerminalText.Message($"Connected to {connection}."));

    // Without test cases, every choice of every menu is simulated; with test cases, exactly these calls are.
    var (result, failure) = await IvrDeployer.PublishAsync(
        connection,
        new IvrDeploymentRequest { IvrDefinitionId = definitions, TargetEnvironment = environment },
        log,
        stop.Token);

    Show(
        ("Job", result.JobId),
        ("Status", result.Status),
        ("Environment", result.TargetEnvironment),
        ("Definitions", string.Join(", ", result.IvrDefinitionId)),
        ("Simulations", $"{result.Simulations.Count(simulation => simulation.IsValid)} of {result.Simulations.Count} valid"),
        ("States", string.Join(", ", result.StateHistory.Select(state => state.Status))),
        ("Latency", result.LatencyMs is { } ms ? ms.ToString("0 'ms'", CultureInfo.InvariantCulture) : null),
        ("Metrics", result.Metrics?.ToString()),
        ("Audit record", $"{result.AuditId} in {connection.AuditPath}"),
        ("Tenant's record", result.AuditLogId));
    if (failure is not null)
    {
        throw failure;
    }

    return 0;
}
catch (CxException exception)
{
    Console.Error.WriteLine($"{exception.ErrorId}: {exception.Message}");
    Console.Error.WriteLine($"What to do: {exception.RecommendedAction}");
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped. A submitted deployment continues at the tenant.");
    return 2;
}

static async Task<CxConnectOptions> SandboxOptionsAsync(AuditOrigin origin)
{
    var tenant = await SandboxTenant.CreateAsync(new SandboxOptions());
    return new CxConnectRequest
    {
        BaseUri = "https://sandbox.localhost",
        Credential = new CxCredential("sandbox", "sandbox-secret"),
        Requests = new CxRequestOptions { RequestsPerMinute = 6000 },
        Origin = origin,
    }.Resolve(Environment.GetEnvironmentVariable) with { Transport = () => new SandboxHandler(tenant), IsSandbox = true };
}

static void Show(params (string Name, string? Value)[] rows)
{
    foreach (var (name, value) in rows)
    {
        Console.WriteLine(TerminalText.Message($"{name,-16}  {value ?? "-"}"));
    }
}
