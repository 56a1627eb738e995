using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Audit;
using CxOne.Sandbox.Campaigns;
using CxOne.Sandbox.Control;
using CxOne.Sandbox.DataActions;
using CxOne.Sandbox.Dialer;
using CxOne.Sandbox.Exports;
using CxOne.Sandbox.Faults;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.Ivr;
using CxOne.Sandbox.OAuth;
using CxOne.Sandbox.Pipeline;
using CxOne.Sandbox.Published;
using CxOne.Sandbox.State;
using CxOne.Sandbox.Tenant;
using CxOne.Sandbox.Webhooks;

namespace CxOne.Sandbox;

/// <summary>
/// A tenant in memory that validates requests, changes its state and responds. It is safe for concurrent callers; requests take effect one
/// after the other. <see cref="Dispose"/> releases its connections to webhook receivers and the timer of running simulations.
/// </summary>
public sealed class SandboxTenant : IDisposable
{
    /// <summary>The maximum size of a request body in bytes.</summary>
    public const int LargestBody = 10 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly SandboxOptions _options;
    private readonly TenantStore _store;
    private readonly StateSaver _saver;
    private readonly CampaignSimulationRunner _simulations;
    private readonly WebhookDispatcher _dispatcher;
    private readonly RateLimiter _limiter;
    private readonly RequestLog _log = new();
    private readonly FaultSchedule _faults;
    private readonly RequestPipeline _pipeline;
    private bool _isDisposed;

    private SandboxTenant(TenantStore store)
    {
        _store = store;
        _options = store.Options;
        _saver = new StateSaver(store, _lock);
        _dispatcher = new WebhookDispatcher(store, _saver, _lock);
        var outbox = new WebhookOutbox(store, _dispatcher);
        _simulations = new CampaignSimulationRunner(store, outbox, OnTimer);
        _limiter = new RateLimiter(_options.RateLimitPerMinute);
        _faults = new FaultSchedule(_options);
        var tokens = new TokenStore(store);
        var planner = new DeploymentPlanner(store);
        _pipeline = new RequestPipeline(
        [
            new FaultMiddleware(tokens),
            new BodySizeMiddleware(),
            new AdvanceMiddleware(planner, new ExportRunner(store), _simulations),
            new RoutingMiddleware(Routes(tokens, planner, outbox), new PublishedFamily(store), _options.Families),
            new AuthorizationMiddleware(tokens, _limiter, _options.RateLimitPerMinute),
            new UnknownRouteMiddleware(),
            new ScopeMiddleware(),
            new IdempotencyMiddleware(new IdempotencyStore(store)),
        ]);
    }

    /// <summary>Creates the sample tenant, or loads the one in <see cref="SandboxOptions.StateFile"/>.</summary>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels reading the state file.</param>
    /// <returns>The tenant. Without a state file the task is already completed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="InvalidDataException">The state file does not contain a tenant.</exception>
    /// <exception cref="IOException">The state file cannot be read or written.</exception>
    public static async Task<SandboxTenant> CreateAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var tenant = new SandboxTenant(await TenantStore.OpenAsync(options, cancellationToken).ConfigureAwait(false));
        try
        {
            // Reports a file that cannot be written now instead of after the first change.
            await tenant._saver.SaveAsync().ConfigureAwait(false);
            tenant.Resume();
            return tenant;
        }
        catch
        {
            tenant.Dispose();
            throw;
        }
    }

    /// <summary>Processes a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the wait for a delayed or computed response.</param>
    /// <returns>The response.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled while the response was delayed or computed.</exception>
    /// <exception cref="ObjectDisposedException">The tenant is disposed.</exception>
    public async Task<SandboxResponse> HandleAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var requestId = Guid.NewGuid().ToString("D");
        var (entry, fault) = request.IsControl ? (null, FaultPlan.None) : Receive(request, requestId);
        var delay = request.IsControl ? TimeSpan.Zero : _options.Latency + fault.Delay;
        if (delay > TimeSpan.Zero)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var wait = Task.Delay(delay, _options.Clock, end.Token);
            await (fault.DelayEnds is { } removal ? Task.WhenAny(wait, removal) : wait).ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        RequestContext context;
        SandboxResponse response;
        long change;
        lock (_lock)
        {
            context = new RequestContext { Request = request, RequestId = requestId, Now = _options.Clock.GetUtcNow(), Fault = fault };
            response = _pipeline.Invoke(context);
            change = _store.Changes;
        }

        if (context.Work is { } work)
        {
            var respond = await Task.Run(() => work(cancellationToken), cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                response = _pipeline.Resume(context, respond);
                change = _store.Changes;
            }
        }

        response = await KeepAsync(response, change).ConfigureAwait(false);
        lock (_lock)
        {
            return Complete(entry, context, response);
        }
    }

    /// <summary>Saves the tenant to <see cref="SandboxOptions.StateFile"/>, if set.</summary>
    /// <returns>A task that completes when the tenant is saved.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Task SaveAsync() => _saver.SaveAsync();

    /// <summary>Stops running deliveries and simulations. Unsaved changes are lost.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _simulations.Dispose();
                _dispatcher.Dispose();
            }
        }
    }

    private RouteTable Routes(TokenStore tokens, DeploymentPlanner planner, WebhookOutbox outbox)
    {
        IReadOnlyList<IEndpoints> endpoints =
        [
            new OAuthEndpoints(_store, tokens),
            new OpenIdEndpoints(tokens),
            new TenantEndpoints(_store),
            new IvrEndpoints(_store, planner),
            new ExportEndpoints(_store),
            new AuditEndpoints(_store),
            new DialerEndpoints(_store),
            new EventExportEndpoints(_store),
            new CampaignEndpoints(_store, outbox),
            new AnswerSimulationEndpoints(_store),
            new CampaignSimulationEndpoints(_store),
            new DataActionEndpoints(_store),
            new WebhookEndpoints(_store),
            new ControlEndpoints(_store, _log, _faults, Reset),
            new ScriptControlEndpoints(_store),
        ];

        var routes = new RouteTable();
        foreach (var group in endpoints)
        {
            group.Register(routes);
        }

        return routes;
    }

    /// <summary>Resumes the deliveries and simulations of a tenant that was loaded from a file.</summary>
    private void Resume()
    {
        if (!_store.IsLoaded)
        {
            return;
        }

        lock (_lock)
        {
            _dispatcher.Resume();
            _simulations.Arm(_store.Now);
        }
    }

    private (LoggedRequest Entry, FaultPlan Fault) Receive(SandboxRequest request, string requestId)
    {
        lock (_lock)
        {
            var entry = _log.Add(request, _options.Clock.GetUtcNow(), requestId);
            var fault = _faults.Plan(request);
            entry.Fault = fault.Name;
            return (entry, fault);
        }
    }

    private SandboxResponse Complete(LoggedRequest? entry, RequestContext context, SandboxResponse response)
    {
        _simulations.Arm(_store.Now);
        response = Responses.With(
            response,
            ("X-Request-Id", context.RequestId),
            ("Date", _options.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture)));
        if (entry is not null)
        {
            entry.Status = response.Status == 0 ? null : response.Status;
            entry.Client = context.Session?.ClientId ?? context.ClientId;
            entry.RetryAfter = response.Headers.GetValueOrDefault("Retry-After");
            entry.ETag = context.WrittenETag;
            entry.Replayed = response.Headers.ContainsKey("Idempotent-Replayed");
        }

        return response;
    }

    /// <summary>Returns the response after all changes up to it are saved.</summary>
    private async Task<SandboxResponse> KeepAsync(SandboxResponse response, long change)
    {
        try
        {
            await _saver.EnsureAsync(change).ConfigureAwait(false);
            return response;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A success response would promise that the change survives a restart.
            return Responses.Json(500, new JsonObject
            {
                ["message"] = SandboxMessages.StateNotSaved(exception.Message),
                ["code"] = "state_not_saved",
                ["errors"] = new JsonArray(),
            });
        }
    }

    /// <summary>Completes simulations at their end if no request has done so before.</summary>
    private void OnTimer()
    {
        long change;
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            var now = _store.Now;
            // A timer may fire slightly early and must then be set again.
            _simulations.Dispose();
            _simulations.AdvanceTo(now);
            _simulations.Arm(now);
            change = _store.Changes;
        }

        _ = _saver.TryEnsureAsync(change);
    }

    private void Reset()
    {
        _store.Reset();
        _log.Clear();
        _limiter.Clear();
        _faults.Reset();
    }
}
