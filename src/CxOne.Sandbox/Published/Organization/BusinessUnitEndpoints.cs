using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Organization;

/// <summary>Returns the business unit with its limits and its time zone, the time zones, and the time of the server.</summary>
internal sealed class BusinessUnitEndpoints : IPublishedEndpoints
{
    /// <summary>The number of versions that a script keeps.</summary>
    public const int MaxScriptHistory = 10;

    private static readonly (int Id, string Name, bool IsEnabled)[] Features =
    [
        (1, "Personal Connection", true), (2, "Chat", true), (3, "Email", true), (4, "Quality Management", false),
    ];

    private readonly TenantStore _store;

    public BusinessUnitEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        routes.Get("/business-unit", ["includeTrustedBusinessUnits"], Get);
        routes.Get("/timezones", [], Zones);
        routes.Get("/server-time", [], Time);
    }

    private static void Write(MemberWriter json, int businessUnitId, string tenantId)
    {
        json.Whole("businessUnitId", businessUnitId);
        json.Text("businessUnitName", SamplePublishedTenant.BusinessUnitName);
        json.Text("defaultTimeZone", TimeZones.Default);
        json.Text("globalCallerId", "+15550100");
        json.Flag("allowPredictiveDialing", true);
        json.Flag("enableSkillAbandonRate", true);
        json.Whole("abandonRateScope", 30);
        json.Flag("callSuppression", true);
        json.Flag("priorityBasedBlending", true);
        json.Flag("enableTrueBlending", false);
        json.Flag("enableFiltering", true);
        json.Whole("concurrentPortLimit", 500);
        json.Whole("outboundPortLimit", 250);
        json.Whole("agentlessPortLimit", 20);
        json.Whole("defaultConfirmationDeliveryModeId", 1);
        json.Text("defaultConfirmationDeliveryMode", "Confirmation");
        json.Whole("defaultComplianceRecordTypeId", 4);
        json.Text("defaultComplianceRecordType", "Compliance");
        json.Whole("defaultContactExpirationMinutes", 43200);
        json.Whole("daysUntilListSourceIsFlaggedForDeletion", 90);
        json.Whole("maxScriptHistory", MaxScriptHistory);
        json.Text("scriptNamespace", "sandbox");
        json.Whole("apiPublishedLimit", 0);
        json.Text("tenantId", tenantId);
        json.Text("parentTenantId", null);
        json.Array("features", Features, (entry, feature) =>
        {
            entry.Whole("productId", feature.Id);
            entry.Text("productDescription", feature.Name);
            entry.Flag("isEnabled", feature.IsEnabled);
        });
        json.Array("fileExtensions", (string[])["wav", "csv"], (entry, extension) => entry.Text("extension", extension));
        json.Array("timeZones", TimeZones.All, (entry, zone) =>
        {
            entry.Text("displayName", zone.Display);
            entry.Text("standardName", zone.Standard);
        });
        json.Flag("isActive", true);
    }

    private SandboxResponse Get(PublishedRequest request)
    {
        request.Query.Flag("includeTrustedBusinessUnits");
        var (id, tenantId) = (_store.State.BusinessUnitId, _store.State.Tenant.Id);
        var list = new PublishedList<int> { Key = "businessUnits", Write = (json, unit) => Write(json, unit, tenantId) };
        return PublishedResponses.Single(request, list, id);
    }

    private SandboxResponse Zones(PublishedRequest request)
    {
        var list = new PublishedList<(string Display, string Standard)>
        {
            Key = "timeZones",
            IsPaged = false,
            TotalKey = null,
            Write = (json, zone) =>
            {
                json.Text("displayName", zone.Display);
                json.Text("standardName", zone.Standard);
                json.Text("offset", TimeZones.Offset(zone.Display));
            },
        };
        return PublishedResponses.Page(request, list, TimeZones.All);
    }

    private SandboxResponse Time(PublishedRequest request) =>
        PublishedResponses.Object(request, json => json.Instant("ServerTime", request.Context.Now));
}
