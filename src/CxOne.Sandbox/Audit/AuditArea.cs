using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Audit;

/// <summary>The tenant's audit log.</summary>
internal sealed class AuditArea : IArea
{
    // The only scope for audit that the contract has; it covers writing, too.
    private const string Scope = "audit:read";
    private const int LongestRetentionDays = 3650;
    private const string DeploymentEvent = "IVR_DEPLOYMENT";

    // Time zone designators are demanded: a local time without one is no instant.
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private readonly TenantStore _store;

    public AuditArea(TenantStore store) => _store = store;

    public void Register(RouteTable routes)
    {
        routes.Token("GET", "/api/v2/audit/logs", Scope, List);
        routes.Token("POST", "/api/v2/audit/logs", Scope, Record);
    }

    private static JsonObject Render(AuditLog log) => new()
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

    private static DateTimeOffset? ReadTimestamp(BodyCheck body)
    {
        const string Member = "timestamp";
        if (body.Any(Member) is not { } value)
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
                // Seconds, with decimals if need be; milliseconds would land far beyond the range.
                if (value.TryGetDouble(out var seconds) && seconds is >= 0 and < 32503680000d)
                {
                    return DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000));
                }

                body.Add(Member, "INVALID_TIMESTAMP", "timestamp as a number is seconds since 1970, before the year 3000.");
                return null;
            default:
                body.WrongType(Member, "an ISO 8601 string or seconds since 1970");
                return null;
        }
    }

    /// <summary>What the contract names has its type; nothing is demanded, since not every deployment gets that far.</summary>
    private static void CheckDeploymentDetails(BodyCheck details)
    {
        IfGiven(details, "jobId", member => details.Text(member));
        IfGiven(details, "targetEnvironment", member => details.Text(member));
        IfGiven(details, "ivrDefinitionIds", member => details.Texts(member, distinct: true));
        IfGiven(details, "validationPassed", member => details.Boolean(member));
        IfGiven(details, "deploymentLatencyMs", member => details.Number(member, 0, long.MaxValue));
        IfGiven(details, "rollbackTriggered", member => details.Boolean(member));
    }

    private static void IfGiven(BodyCheck details, string member, Action<string> check)
    {
        if (details.Has(member) && !details.IsNull(member))
        {
            check(member);
        }
    }

    private SandboxResponse Record(Exchange exchange)
    {
        if (!JsonBody.TryRead(exchange.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var eventType = body.Text("eventType");
        var timestamp = ReadTimestamp(body);
        var tenantId = body.Text("tenantId");
        if (tenantId is not null && !string.Equals(tenantId, _store.State.Tenant.Id, StringComparison.Ordinal))
        {
            body.Add("tenantId", "UNKNOWN_TENANT", $"tenantId '{tenantId}' is not this tenant.");
        }

        var actorId = body.Text("actorId");
        var details = body.Object("details");
        if (string.Equals(eventType, DeploymentEvent, StringComparison.Ordinal))
        {
            CheckDeploymentDetails(details);
        }

        details.AllowOthers();
        var flags = body.Object("complianceFlags");
        var gdpr = flags.Boolean("gdprRelevant");
        var pci = flags.Boolean("pciRelevant");
        var retentionDays = flags.Integer("retentionDays", 1, LongestRetentionDays);
        if (body.Refusal(exchange.Request) is { } broken)
        {
            return broken;
        }

        var log = new AuditLog
        {
            LogId = $"audit-log-{_store.NewId("audit"):N}",
            EventType = eventType!,
            Timestamp = timestamp!.Value,
            RecordedAt = WireTime.Truncate(exchange.Now),
            RecordedBy = exchange.Session!.ClientId,
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
        return Answers.Json(201, new JsonObject
        {
            ["logId"] = log.LogId,
            ["eventType"] = log.EventType,
            ["status"] = "RECORDED",
            ["retentionExpiry"] = WireTime.Format(log.RetentionExpiry),
            ["complianceStatus"] = "VALID",
        });
    }

    private SandboxResponse List(Exchange exchange)
    {
        var eventType = exchange.Query.Get("eventType");
        var logs = _store.State.AuditLogs
            .Where(log => eventType is null || string.Equals(log.EventType, eventType, StringComparison.Ordinal))
            .Reverse()
            .ToArray();
        return Page.Of(exchange, logs, Render, []);
    }
}
