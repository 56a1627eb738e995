using System.Globalization;
using System.Text;
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
using CxOne.Sandbox.Published;
using CxOne.Sandbox.State;
using CxOne.Sandbox.Tenant;
using CxOne.Sandbox.Webhooks;

namespace CxOne.Sandbox;

/// <summary>
/// A tenant in memory: takes requests, checks them, changes its state, answers. Safe for any number of callers at once;
/// requests take effect one after the other. What it has outside of its own memory, connections to receivers of webhooks and a
/// timer while a simulation runs, ends with <see cref="Dispose"/>.
/// </summary>
public sealed class SandboxTenant : IDisposable
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int LargestBody = 10 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly SandboxOptions _options;
    private readonly TenantStore _store;
    private readonly StateSaver _saver;
    private readonly TokenStore _tokens;
    private readonly DeploymentPlanner _planner;
    private readonly ExportRunner _exports;
    private readonly CampaignSimulationRunner _simulations;
    private readonly WebhookDispatcher _dispatcher;
    private readonly IdempotencyStore _answers;
    private readonly RateLimiter _limiter;
    private readonly RequestLog _log = new();
    private readonly FaultSchedule _faults;
    private readonly RouteTable _routes = new();
    private bool _isDisposed;

    /// <summary>Creates the sample tenant, or loads the one in <see cref="SandboxOptions.StateFile"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="InvalidDataException">The state file holds no tenant that can be read.</exception>
    /// <exception cref="IOException">The state file cannot be read or written.</exception>
    public SandboxTenant(SandboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _store = new TenantStore(options);
        _saver = new StateSaver(_store, _lock);
        _tokens = new TokenStore(_store);
        _planner = new DeploymentPlanner(_store);
        _exports = new ExportRunner(_store);
        _dispatcher = new WebhookDispatcher(_store, _saver, _lock);
        var outbox = new WebhookOutbox(_store, _dispatcher);
        _simulations = new CampaignSimulationRunner(_store, outbox, OnTimer);
        _answers = new IdempotencyStore(_store);
        _limiter = new RateLimiter(options.RateLimitPerMinute);
        _faults = new FaultSchedule(options);
        IReadOnlyList<IEndpoints> endpoints =
        [
            new OAuthEndpoints(_store, _tokens),
            new TenantEndpoints(_store),
            new IvrEndpoints(_store, _planner),
            new ExportEndpoints(_store),
            new AuditEndpoints(_store),
            new SkillEndpoints(_store),
            new DialerEndpoints(_store),
            new EventExportEndpoints(_store),
            new CampaignEndpoints(_store, outbox),
            new AnswerSimulationEndpoints(_store),
            new CampaignSimulationEndpoints(_store),
            new DataActionEndpoints(_store),
            new WebhookEndpoints(_store),
            new ControlEndpoints(_store, _log, _faults, Reset),
        ];
        foreach (var group in endpoints)
        {
            group.Register(_routes);
        }

        // A file that cannot be written should be known now, not after the first change.
        _saver.Save();
        if (_store.IsLoaded)
        {
            lock (_lock)
            {
                _dispatcher.Resume();
                _simulations.Arm(_store.Now);
            }
        }
    }

    /// <summary>Answers a request.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up while the answer was delayed or computed.</exception>
    /// <exception cref="ObjectDisposedException">The tenant is gone.</exception>
    public async Task<SandboxResponse> HandleAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var requestId = Guid.NewGuid().ToString("D");
        long change;
        SandboxResponse response;
        if (request.IsControl)
        {
            lock (_lock)
            {
                response = Route(NewContext(request, requestId));
                change = _store.Changes;
            }

            response = await KeepAsync(response, change).ConfigureAwait(false);
            lock (_lock)
            {
                return Finish(response, requestId);
            }
        }

        LoggedRequest entry;
        FaultPlan plan;
        lock (_lock)
        {
            entry = _log.Add(request, _options.Clock.GetUtcNow(), requestId);
            plan = _faults.Plan(request);
            entry.Fault = plan.Name;
        }

        var delay = _options.Latency + plan.Delay;
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, _options.Clock, cancellationToken).ConfigureAwait(false);
        }

        RequestContext context;
        lock (_lock)
        {
            context = NewContext(request, requestId);
            response = Answer(context, plan);
            change = _store.Changes;
        }

        if (context.Work is not null)
        {
            var answer = await Task.Run(() => context.Work(cancellationToken), cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                response = ApplyFault(context, plan, WithIdempotency(context, answer));
                change = _store.Changes;
            }
        }

        response = await KeepAsync(response, change).ConfigureAwait(false);
        lock (_lock)
        {
            return Complete(entry, context, response);
        }
    }

    /// <summary>Writes the tenant to <see cref="SandboxOptions.StateFile"/>; does nothing when there is none.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save() => _saver.Save();

    /// <summary>Ends deliveries and simulations that are under way. What is not saved by then is gone.</summary>
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

    private static string? BearerToken(SandboxRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Header("Authorization");
        return header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
    }

    private static SandboxResponse Injected(SandboxRequest request, FaultPlan plan)
    {
        var status = plan.Status!.Value;
        SandboxResponse response;
        if (plan.Body is null)
        {
            var (code, message) = status switch
            {
                409 => ("conflict", "Somebody else changed this meanwhile."),
                412 => ("precondition_failed", "If-Match does not match the current ETag."),
                429 => ("too_many_requests", "Too many requests."),
                503 => ("service_unavailable", "The service is not available at the moment."),
                >= 500 => ("internal_error", "Something went wrong on the server."),
                _ => ("fault", "The request was refused on demand."),
            };
            response = Responses.Refuse(request, status, code, message);
        }
        else
        {
            response = new SandboxResponse { Status = status, Body = Encoding.UTF8.GetBytes(plan.Body) };
            response = Responses.With(response, ("Content-Type", plan.ContentType ?? Responses.JsonContentType));
        }

        return string.IsNullOrEmpty(plan.RetryAfter) ? response : Responses.With(response, ("Retry-After", plan.RetryAfter));
    }

    private static SandboxResponse MissingScope(Route route, Session session)
    {
        var scopes = string.Join(" or ", route.Scopes.Select(scope => $"'{scope}'"));
        var message = $"The client '{session.ClientId}' needs the scope {scopes} for this.";
        var body = new JsonObject
        {
            ["message"] = message,
            ["code"] = "missing_scope",
            ["requiredScope"] = route.Scopes[0],
            ["errors"] = new JsonArray(new ErrorEntry("missing_scope", message).ToJson()),
        };
        if (route.Scopes.Count > 1)
        {
            body["acceptedScopes"] = new JsonArray([.. route.Scopes.Select(scope => (JsonNode)scope)]);
        }

        return Responses.Json(403, body);
    }

    private RequestContext NewContext(SandboxRequest request, string requestId) =>
        new() { Request = request, RequestId = requestId, Now = _options.Clock.GetUtcNow() };

    private SandboxResponse Answer(RequestContext context, FaultPlan plan)
    {
        var request = context.Request;
        if (plan is { Status: not null, IsApplied: false })
        {
            return Injected(request, plan);
        }

        switch (plan.Fault)
        {
            case SandboxFault.ResetBefore:
                return new SandboxResponse { Status = 0, TransportFault = SandboxTransportFault.ResetBefore };
            case SandboxFault.StaleETag when request.Method == "PUT" && request.Header("If-Match") is not null:
                return Responses.Refuse(request, 412, "precondition_failed", "If-Match does not match the current ETag.");
            case SandboxFault.ExpireToken when BearerToken(request) is { } token:
                _tokens.Revoke(token);
                break;
        }

        var response = Route(context);
        return context.Work is null ? ApplyFault(context, plan, response) : response;
    }

    /// <summary>What the faults make of the answer to a request that took effect.</summary>
    private static SandboxResponse ApplyFault(RequestContext context, FaultPlan plan, SandboxResponse response)
    {
        var request = context.Request;
        context.WrittenETag = request.Method == "PUT" ? response.Headers.GetValueOrDefault("ETag") : null;
        if (plan.Status is not null)
        {
            return Injected(request, plan);
        }

        return plan.Fault switch
        {
            SandboxFault.ResetAfter => response with { TransportFault = SandboxTransportFault.ResetAfter },
            // Of an empty body no half can be missing; the connection still does not survive.
            SandboxFault.Truncate => response with
            {
                TransportFault = response.Body.IsEmpty ? SandboxTransportFault.ResetAfter : SandboxTransportFault.Truncate,
            },
            _ => response,
        };
    }

    private SandboxResponse Route(RequestContext context)
    {
        var request = context.Request;
        if (request.Body.Length > LargestBody)
        {
            return Responses.Refuse(request, 413, "body_too_large", $"A body holds at most {LargestBody} bytes.");
        }

        _planner.AdvanceTo(context.Now);
        _exports.AdvanceTo(context.Now);
        _simulations.AdvanceTo(context.Now);
        var match = _routes.Find(request.Method, request.Segments);
        context.RouteValues = match.Values;
        var needsToken = match.Route is { } known
            ? known.Access == RouteAccess.Token
            : request.Segments is ["api" or "inContactAPI", ..] && !OAuthEndpoints.IsTokenPath(request.Segments);
        if (needsToken && Authorize(context) is { } refusal)
        {
            return refusal;
        }

        if (!match.IsKnownPath)
        {
            return Responses.NotFound(request, $"There is nothing at '{request.Path}'.");
        }

        if (match.Route is not { } route)
        {
            return Responses.Refuse(
                request,
                405,
                "method_not_allowed",
                $"'{request.Path}' does not take {request.Method}.",
                null,
                ("Allow", string.Join(", ", match.Allowed)));
        }

        if (route.Scopes.Count > 0 && !route.Scopes.Intersect(context.Session!.Scopes, StringComparer.Ordinal).Any())
        {
            return MissingScope(route, context.Session!);
        }

        context.IdempotencyKey = route.Access == RouteAccess.Token && request.Method == "POST" ? request.Header("Idempotency-Key") : null;
        return WithIdempotency(context, () => route.Handler(context));
    }

    /// <summary>The answer to a request, or the one that was given when it came for the first time.</summary>
    private SandboxResponse WithIdempotency(RequestContext context, Func<SandboxResponse> answer)
    {
        if (context.IdempotencyKey is not { } key)
        {
            return answer();
        }

        if (_answers.Find(context, key) is { } stored)
        {
            return stored;
        }

        var response = answer();
        _answers.Keep(context, key, response);
        return response;
    }

    /// <summary>Who asks, and whether there is room for one more request of theirs; null when both are in order.</summary>
    private SandboxResponse? Authorize(RequestContext context)
    {
        var request = context.Request;
        var token = BearerToken(request);
        context.Session = token is null ? null : _tokens.Find(token, context.Now);
        if (context.Session is not { } session)
        {
            var message = token is null
                ? "The request carries no bearer token."
                : "The bearer token has expired, was revoked, or is unknown.";
            return Responses.Refuse(
                request,
                401,
                "invalid_token",
                message,
                [new ErrorEntry("invalid_token", message)],
                ("WWW-Authenticate", "Bearer error=\"invalid_token\""));
        }

        if (_limiter.TryTake(session.ClientId, context.Now, out var seconds))
        {
            return null;
        }

        var wait = seconds.ToString(CultureInfo.InvariantCulture);
        var tooMany = $"More than {_options.RateLimitPerMinute} requests in a minute. Ask again in {wait} s.";
        return Responses.Refuse(
            request,
            429,
            "too_many_requests",
            tooMany,
            [new ErrorEntry("rate_limit_exceeded", tooMany)],
            ("Retry-After", wait));
    }

    private SandboxResponse Complete(LoggedRequest entry, RequestContext context, SandboxResponse response)
    {
        response = Finish(response, context.RequestId);
        entry.Status = response.Status == 0 ? null : response.Status;
        entry.Client = context.Session?.ClientId ?? context.ClientId;
        entry.RetryAfter = response.Headers.GetValueOrDefault("Retry-After");
        entry.ETag = context.WrittenETag;
        entry.Replayed = response.Headers.ContainsKey("Idempotent-Replayed");
        return response;
    }

    /// <summary>The answer, once what was changed up to it is saved.</summary>
    private async Task<SandboxResponse> KeepAsync(SandboxResponse response, long change)
    {
        try
        {
            await _saver.EnsureAsync(change).ConfigureAwait(false);
            return response;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // To answer as if nothing had happened would promise that the change survives.
            return Responses.Json(500, new JsonObject
            {
                ["message"] = $"The sandbox could not save its state: {exception.Message}",
                ["code"] = "state_not_saved",
                ["errors"] = new JsonArray(),
            });
        }
    }

    private SandboxResponse Finish(SandboxResponse response, string requestId)
    {
        _simulations.Arm(_store.Now);
        return Responses.With(
            response,
            ("X-Request-Id", requestId),
            ("Date", _options.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture)));
    }

    /// <summary>A simulation has come to its end, and nobody has asked.</summary>
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
            // A timer may be early by a hair; then it has to be set once more.
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
