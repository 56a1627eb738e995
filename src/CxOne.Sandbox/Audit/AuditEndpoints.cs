using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Audit;

/// <summary>The tenant's audit log.</summary>
internal sealed class AuditEndpoints : IEndpoints
{
    // The only audit scope of the contract; it includes writing.
    private const string Scope = "audit:read";
    private const int LongestRetentionDays = 3650;
    private const string DeploymentEvent = "IVR_DEPLOYMENT";

    // The time zone is required: a local time is not an instant.
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private readonly TenantStore _store;

    public AuditEndpoints(TenantStore store) => _store = store;

    public void Register(RouteTable routes)
    {
        routes.Token("GET", "/api/v2/audit/logs", Scope, List);
        routes.Token("POST", "/api/v2/audit/logs", Scope, Record);
    }

    private static JsonObject Render(SandboxAuditLog log) => new()
    {
        ["logId"] = log.LogId,
        ["eventType"] = log.EventType,
        ["timestamp"] = WireTime.Format(log.Timestamp),
        ["tenantId"] = log.TenantId,
        ["actorId"] = log.ActorId,
        ["details"] = JsonObject.Create(log.Details),
        ["complianceFlags"] = new JsonObject
        {
            ["gdprRelevant"] = log.GdprRelevant,
            ["pciRelevant"] = log.PciRelevant,
            ["retentionDays"] = log.RetentionDays,
        },
        ["status"] = "RECORDED",
        ["recordedAt"] = WireTime.Format(log.RecordedAt),
        ["recordedBy"] = log.RecordedBy,
        ["retentionExpiry"] = WireTime.Format(log.RetentionExpiry),
        ["complianceStatus"] = "VALID",
    };

    private static DateTimeOffset? ReadTimestamp(JsonBodyValidator body)
    {
        const string Member = "timestamp";
        if (body.RequireMember(Member) is not { } value)
        {
            return null;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                var text = value.GetString()!;
                if ((text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
                    && DateTimeOffset.TryParseExact(
                        text,
                        TimeFormats,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var instant)
                    && instant.UtcDateTime.Year <= 9900)
                {
                    return instant.ToUniversalTime();
                }

                body.Add(Member, "INVALID_TIMESTAMP", $"timestamp must be ISO 8601 with a time zone, not '{text}'.");
                return null;
            case JsonValueKind.Number:
                // Seconds with optional decimals; milliseconds would exceed the range.
                if (value.TryGetDouble(out var seconds) && seconds is >= 0 and < 32503680000d)
                {
                    return DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000));
                }

                body.Add(Member, "INVALID_TIMESTAMP", "timestamp as a number must be seconds since 1970, before the year 3000.");
                return null;
            default:
                body.WrongType(Member, "an ISO 8601 string or seconds since 1970");
                return null;
        }
    }

    /// <summary>
    /// Checks the types of the members that the contract defines. None is required, because not every deployment has all of them.
    /// </summary>
    private static void CheckDeploymentDetails(JsonBodyValidator details)
    {
        IfGiven(details, "jobId", member => details.RequireString(member));
        IfGiven(details, "targetEnvironment", member => details.RequireString(member));
        IfGiven(details, "ivrDefinitionIds", member => details.RequireStrings(member, distinct: true));
        IfGiven(details, "validationPassed", member => details.RequireBoolean(member));
        IfGiven(details, "deploymentLatencyMs", member => details.RequireNumber(member, 0, long.MaxValue));
        IfGiven(details, "rollbackTriggered", member => details.RequireBoolean(member));
    }

    private static void IfGiven(JsonBodyValidator details, string member, Action<string> check)
    {
        if (details.Has(member) && !details.IsNull(member))
        {
            check(member);
        }
    }

    private SandboxResponse Record(RequestContext context)
    {
        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var eventType = body.RequireString("eventType");
        var timestamp = ReadTimestamp(body);
        var tenantId = body.RequireString("tenantId");
        if (tenantId is not null && !string.Equals(tenantId, _store.State.Tenant.Id, StringComparison.Ordinal))
        {
            body.Add("tenantId", "UNKNOWN_TENANT", $"tenantId '{tenantId}' is not this tenant.");
        }

        var actorId = body.RequireString("actorId");
        var details = body.RequireObject("details");
        if (string.Equals(eventType, DeploymentEvent, StringComparison.Ordinal))
        {
            CheckDeploymentDetails(details);
        }

        details.AllowOthers();
        var flags = body.RequireObject("complianceFlags");
        var gdpr = flags.RequireBoolean("gdprRelevant");
        var pci = flags.RequireBoolean("pciRelevant");
        var retentionDays = flags.RequireInteger("retentionDays", 1, LongestRetentionDays);
        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        var log = new SandboxAuditLog
        {
            LogId = $"audit-log-{_store.NewId("audit"):N}",
            EventType = eventType!,
            Timestamp = timestamp!.Value,
            RecordedAt = WireTime.Truncate(context.Now),
            RecordedBy = context.Session!.ClientId,
            TenantId = tenantId!,
            ActorId = actorId!,
            Details = details.Element!.Value,
            GdprRelevant = gdpr!.Value,
            PciRelevant = pci!.Value,
            RetentionDays = retentionDays!.Value,
            RetentionExpiry = timestamp.Value.AddDays(retentionDays.Value),
        };
        _store.State.AuditLogs.Add(log);
        _store.MarkChanged();
        return Responses.Json(201, new JsonObject
        {
            ["logId"] = log.LogId,
            ["eventType"] = log.EventType,
            ["status"] = "RECORDED",
            ["retentionExpiry"] = WireTime.Format(log.RetentionExpiry),
            ["complianceStatus"] = "VALID",
        });
    }

    private SandboxResponse List(RequestContext context)
    {
        var eventType = context.Query.Get("eventType");
        var logs = _store.State.AuditLogs
            .Where(log => eventType is null || string.Equals(log.EventType, eventType, StringComparison.Ordinal))
            .Reverse()
            .ToArray();
        return Page.Of(context, logs, Render, []);
    }
}
