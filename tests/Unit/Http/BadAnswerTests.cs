using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using CxOne.Audit;
using CxOne.Campaigns;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.DataActions;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Ivr;
using CxOne.Published;
using CxOne.Rest;
using CxOne.Tests.Support;
using CxOne.Webhooks;

namespace CxOne.Tests.Http;

/// <summary>
/// Invalid answers: for every call of the module, each member of its answer and the whole body are spoiled in every way. The outcome must
/// be a result, or an error of the module that names the request.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "There are none.")]
public sealed class BadAnswerTests
{
    private const string Job =
        """{"jobId":"job-1","status":"COMPLETED","failureReason":"none","rollbackOnFailure":true,"ivrDefinitionIds":["d-1"],"targetEnvironment":"staging","submittedAt":"2026-03-01T12:00:00.000Z","completedAt":"2026-03-01T12:01:00.000Z","estimatedCompletionSeconds":45,"note":1}""";
    private const string Definition =
        """{"id":"d-1","name":"n","description":"d","version":"7","entryNodeId":"menu","nodes":[{"nodeId":"menu","name":"n","type":"MENU","prompt":{"text":"t","voice":"v","units":1.5},"timeoutSeconds":5,"queueId":"q","transferTarget":"t","edges":[{"input":"1","inputType":"DTMF","nextNodeId":"end"}]}],"note":1}""";
    private const string Config =
        """{"id":"c-1","name":"n","pacingType":"predictive","dialRate":2.0,"agentRatio":1.8,"maxAbandonmentRate":0.03,"maxQueueDepth":100,"answerRateThreshold":0.3,"complianceRules":{"callingHours":"08:00-21:00"},"note":1}""";
    private const string Campaign =
        """{"id":"c-1","name":"n","agentCount":50,"version":4,"predictiveDialerSettings":{"algorithmId":"V3","parameterWeights":{"answer_rate":0.15,"call_rate":-0.05},"validationSplit":0.8,"maxDeviationLimit":0.25,"convergenceThreshold":0.05},"configuration":{"enablePredictiveTuning":true,"simulationTrigger":"automatic","driftProtection":true},"note":1}""";
    private const string Action =
        """{"id":"a-1","name":"n","type":"t","enabled":true,"configuration":{"timeoutMs":2.5,"dateProcessing":{"computedValue":"2024-02-29T17:30:00.000Z","timezone":"UTC","precision":3}},"note":1}""";
    private const string Hook =
        """{"id":"w-1","name":"n","url":"https://hooks.example/x","events":["tuned"],"enabled":true,"httpMethod":"POST","createdAt":"2026-01-01T00:00:00.000Z","note":1}""";
    private const string PublishedSkill =
        """{"skillId":1,"skillName":"s","mediaTypeId":4,"mediaTypeName":"Phone","isActive":"True","isOutbound":true,"outboundStrategy":"Personal Connection","campaignId":"2","scriptName":"x","serviceLevelGoal":80,"note":1}""";
    private const string Parameters =
        """{"skillNo":1,"skillName":"s","generalSettings":{"maximumRatio":2.5,"maximumRingingDuration":"25","aggressiveness":1},"cpaSettings":{"abandonTimeout":2,"ansMachineDetMode":"2"},"retrySettings":{"maximumAttempts":10},"scheduleSettings":{"isScheduled":"False"},"callingLists":[{"id":4,"name":"l"}],"note":1}""";
    private const string Point =
        """{"contactCode":"7","contactAddress":"15550100","contactDescription":"n","scriptName":"PROD\\Main","defaultSkillId":1,"isActive":"True","mediaTypeId":4,"note":1}""";
    private const string Hours =
        """{"hoursOfOperationProfileId":9,"hoursOfOperationProfileName":"n","days":[{"day":"Monday","openTime":"08:00:00","closeTime":"17:00:00","isClosedAllDay":false,"note":1}],"holidays":[{"name":"h","date":"2026-12-25","isClosedAllDay":"True"}],"overrideBranch":null,"lastUpdateTime":"2026-01-01T00:00:00Z"}""";
    private const string PublishedDisposition =
        """{"dispositionId":3,"dispositionName":"n","classificationId":"1","isActive":"True","isPreviewDisposition":false,"lastUpdated":"2026-01-01T00:00:00Z","note":1}""";
    private static readonly IvrPolling Polling = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1));

    /// <summary>The valid answers. More specific addresses come first.</summary>
    private static readonly Dictionary<string, (int Status, string Body)> Tenant = new()
    {
        ["POST /oauth/token"] = (
            200,
            """{"access_token":"token-2-of-the-test","token_type":"Bearer","expires_in":3600,"scope":"a b","refresh_token":"refresh-2-of-the-test","id_token":"id-token-of-the-test"}"""),
        ["POST /authentication/v1/token/access-key"] = (
            200,
            $$"""{"access_token":"{{Jwt.ForTenant("tenant-1")}}","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-1-of-the-test"}"""),
        ["POST /public/user/refresh"] = (
            200,
            """{"token":"token-3-of-the-test","refreshToken":"refresh-3-of-the-test","tokenExpirationTimeSec":3600,"refreshTokenExpirationTimeSec":7200}"""),
        ["GET /.well-known/cxone-configuration"] = (
            200, """{"api_endpoint":"{base}","auth_endpoint":"{base}","area":"na1","cluster":"c","domain":"d"}"""),
        ["GET /api/v2/tenant"] = (200, """{"id":"tenant-1","name":"Tenant One","note":1}"""),
        ["GET /api/v2/ivr/definitions?"] = (200, Page(Definition)),
        ["POST /api/v2/ivr/definitions/d-1/simulate"] = (
            200,
            """{"simulationId":"s-1","pathTraversal":[{"nodeId":"menu","input":"1","status":"MATCH","nextNodeId":"end","ttsRenderError":false}],"timeoutEvents":[{"nodeId":"menu","triggeredAt":5,"expectedWait":5}],"ttsResourceUsage":{"voices":["v"],"unitsConsumed":1.5}}"""),
        ["GET /api/v2/ivr/definitions/d-1"] = (200, Definition),
        ["POST /api/v2/ivr/deployments/job-1/rollback"] = (202, Job.Replace("COMPLETED", "ROLLED_BACK", StringComparison.Ordinal)),
        ["GET /api/v2/ivr/deployments/job-1"] = (200, Job),
        ["POST /api/v2/ivr/deployments"] = (202, Job),
        ["GET /api/v2/ivr/deployments?"] = (200, Page(Job)),
        ["POST /api/v2/data/export/jobs"] = (202, """{"exportJobId":"export-1","note":1}"""),
        ["GET /api/v2/data/export/jobs/export-1"] = (
            200,
            """{"exportJobId":"export-1","status":"COMPLETED","rows":[{"jobId":"job-1","deploymentLatencyMs":1500,"validationSuccessRate":1,"ttsResourceUtilization":0.02,"rollbackCount":0}]}"""),
        ["PUT /api/v2/outbound/dialerconfigs/c-1"] = (200, Config),
        ["GET /api/v2/outbound/dialerconfigs/c-1"] = (200, Config),
        ["GET /api/v2/outbound/dialerconfigs?"] = (200, Page(Config.Insert(1, "\"etag\":\"\\\"v1\\\"\","))),
        ["POST /api/v2/eventstreams/exports"] = (201, """{"id":"event-1","note":1}"""),
        ["POST /api/v2/outbound/campaigns/simulations"] = (
            201, """{"id":"s-1","status":"RUNNING","predictedAccuracy":0.5,"failureReason":"none","note":1}"""),
        ["GET /api/v2/outbound/campaigns/simulations/s-1"] = (
            200, """{"id":"s-1","status":"COMPLETED","predictedAccuracy":0.95,"note":1}"""),
        ["POST /api/v2/outbound/campaigns/c-1/simulate"] = (
            200, """{"status":"COMPLETED","predictiveDialerSettings":{"answerRate":0.38},"predictedAccuracy":0.93,"note":1}"""),
        ["PUT /api/v2/outbound/campaigns/c-1"] = (200, Campaign),
        ["GET /api/v2/outbound/campaigns/c-1"] = (200, Campaign),
        ["GET /api/v2/outbound/campaigns?"] = (200, Page(Campaign)),
        ["POST /api/v2/webhooks"] = (201, Hook),
        ["GET /api/v2/webhooks?"] = (200, Page(Hook)),
        ["PUT /api/v2/dataactions/a-1"] = (200, Action),
        ["GET /api/v2/dataactions/a-1"] = (200, Action),
        ["GET /api/v2/dataactions?"] = (200, Page(Action)),
        ["POST /api/v2/audit/logs"] = (
            201,
            """{"logId":"log-1","eventType":"TEST","status":"RECORDED","retentionExpiry":"2027-01-01T00:00:00.000Z","complianceStatus":"VALID","note":1}"""),
        ["GET /inContactAPI/services/v30.0/skills/parameters"] = (200, $$$"""{"skills":[{{{Parameters}}}],"totalRecords":1}"""),
        ["GET /inContactAPI/services/v30.0/skills/1/parameters"] = (200, Parameters),
        ["GET /inContactAPI/services/v30.0/skills/1"] = (200, PublishedSkill),
        ["GET /inContactAPI/services/v30.0/skills"] = (
            200, $$$"""{"skills":[{{{PublishedSkill}}}],"totalRecords":1,"_links":{"next":""}}"""),
        ["GET /inContactAPI/services/v30.0/points-of-contact/7"] = (200, $$$"""{"pointsOfContact":[{{{Point}}}]}"""),
        ["GET /inContactAPI/services/v30.0/points-of-contact"] = (200, $$$"""{"totalRecords":"1","pointsOfContact":[{{{Point}}}]}"""),
        ["GET /inContactAPI/services/v30.0/scripts/search"] = (
            200, """{"totalRecords":1,"scriptSearchDetails":[{"scriptName":"PROD\\Main","status":"CURR","masterID":5}]}"""),
        ["GET /inContactAPI/services/v30.0/business-unit"] = (
            200,
            """{"businessUnits":[{"businessUnitId":1,"tenantId":"t","defaultTimeZone":"Head office","timeZones":[{"displayName":"Head office","standardName":"Eastern Standard Time"}]}]}"""),
        ["GET /inContactAPI/services/v30.0/hours-of-operation/9"] = (200, Hours),
        ["GET /inContactAPI/services/v30.0/hours-of-operation"] = (200, $$$"""{"totalRecords":1,"hoursOfOperation":[{{{Hours}}}]}"""),
        ["GET /inContactAPI/services/v30.0/dispositions/3"] = (200, PublishedDisposition),
        ["GET /inContactAPI/services/v30.0/dispositions"] = (
            200, $$$"""{"totalRecords":"1","dispositions":[{{{PublishedDisposition}}}]}"""),
        ["GET /inContactAPI/services/v30.0/lists/call-lists"] = (
            200,
            """{"totalRecords":"1","callingLists":[{"listId":4,"listName":"l","status":"Active","totalRecords":"10","createDate":"2026-01-01T00:00:00Z","skills":[{"skillId":"1","skillName":"s","totalRecords":"10","freshRecords":"3"}],"note":1}]}"""),
        ["GET /inContactAPI/services/v30.0/dnc-groups/7/records"] = (
            200,
            """{"resultSet":{"totalRecords":1,"dncRecords":[{"recordId":1,"phoneNumber":"5550100","formattedPhone":"555-0100","expiredDate":"2026-01-01T00:00:00Z"}]}}"""),
        ["GET /inContactAPI/services/v30.0/dnc-groups"] = (
            200, """{"resultSet":{"totalGroups":1,"dncGroups":[{"dncGroupId":7,"dncGroupName":"g","isActive":true}]}}"""),
        ["POST /inContactAPI/services/v30.0/dnc-groups/search"] = (
            200,
            """{"searchResults":[{"dncGroupId":7,"dncGroupName":"g","formattedPhone":"555-0100","expiredDate":"2026-01-01T00:00:00Z","note":1}]}"""),
        ["GET /inContactAPI/services/v30.0/wfm-data/skills/dialer-contacts"] = (
            200,
            """{"wfM_OB_StatsV9":[{"intervalStartDate":"2026-03-01T10:00:00.000Z","skillId":1,"skillName":"s","dials":10,"connects":4,"connectsAHT":0.5,"rightPartyConnects":2,"abandons":1}]}"""),
    };

    /// <summary>Each call with the answer that is spoiled and its required members.</summary>
    private static readonly Dictionary<string, Reader> Readers = new()
    {
        ["a token"] = new("POST /oauth/token", ConnectAsync(CxEndpointStyle.Environment), "access_token", "expires_in") { Connects = true },
        ["an access key's token"] = new(
            "POST /authentication/v1/token/access-key",
            ConnectAsync(CxEndpointStyle.AccessKey),
            "access_token",
            "expires_in") { Connects = true },
        ["a refreshed token"] = new("POST /public/user/refresh", RefreshAsync) { Connects = true, FallsBack = true },
        ["the address of the interface"] = new(
            "GET /.well-known/cxone-configuration", ConnectAsync(CxEndpointStyle.AccessKey), "api_endpoint") { Connects = true },
        ["the tenant"] = new("GET /api/v2/tenant", ConnectAsync(CxEndpointStyle.Environment), "id") { Connects = true },
        ["definitions"] = new(
            "GET /api/v2/ivr/definitions?",
            session => ListAsync(IvrDefinitions.ListAsync(session.Connection, session.Log, default)),
            "entities",
            "entities.0.id"),
        ["a definition"] = new(
            "GET /api/v2/ivr/definitions/d-1",
            async session => await IvrDefinitions.GetAsync(session.Connection, "d-1", session.Log, default),
            "id"),
        ["a simulation"] = new("POST /api/v2/ivr/definitions/d-1/simulate", SimulateAsync, "simulationId", "pathTraversal") { Acts = true },
        ["a deployment"] = new("POST /api/v2/ivr/deployments", PublishAsync, "jobId", "status") { Acts = true },
        ["a job that is waited for"] = new("GET /api/v2/ivr/deployments/job-1", PublishAsync) { Acts = true },
        ["the metrics of a deployment"] = new("GET /api/v2/data/export/jobs/export-1", PublishAsync) { Acts = true },
        ["the record of a deployment"] = new("POST /api/v2/audit/logs", PublishAsync) { Acts = true },
        ["a job"] = new(
            "GET /api/v2/ivr/deployments/job-1",
            async session => await IvrDeployments.GetAsync(session.Connection, "job-1", session.Log, default),
            "jobId",
            "status"),
        ["jobs"] = new(
            "GET /api/v2/ivr/deployments?",
            session => ListAsync(IvrDeployments.ListAsync(session.Connection, null, session.Log, default)),
            "entities",
            "entities.0.jobId"),
        ["a roll-back"] = new(
            "POST /api/v2/ivr/deployments/job-1/rollback",
            async session => await IvrDeployments.RollBackAsync(session.Connection, "job-1", "why", null, session.Log, default))
            {
                Acts = true
            },
        ["an export"] = new("POST /api/v2/data/export/jobs", MetricsAsync, "exportJobId") { Acts = true },
        ["an export's rows"] = new("GET /api/v2/data/export/jobs/export-1", MetricsAsync, "exportJobId", "status") { Acts = true },
        ["configurations"] = new(
            "GET /api/v2/outbound/dialerconfigs?",
            session => ListAsync(DialerConfigReader.ListAsync(session.Connection, session.Log, default)),
            "entities",
            "entities.0.id"),
        ["a configuration"] = new(
            "GET /api/v2/outbound/dialerconfigs/c-1",
            async session => await DialerConfigReader.GetAsync(session.Connection, "c-1", session.Log, default),
            "id"),
        ["a configuration to change"] = new("GET /api/v2/outbound/dialerconfigs/c-1", SetConfigAsync) { Acts = true },
        ["a configuration that was written"] = new("PUT /api/v2/outbound/dialerconfigs/c-1", SetConfigAsync)
        {
            Acts = true, FallsBack = true
        },
        ["an event"] = new("POST /api/v2/eventstreams/exports", SetConfigAsync) { Acts = true, FallsBack = true },
        ["campaigns"] = new(
            "GET /api/v2/outbound/campaigns?",
            session => ListAsync(CampaignReader.ListAsync(session.Connection, session.Log, default)),
            "entities",
            "entities.0.id"),
        ["a campaign"] = new(
            "GET /api/v2/outbound/campaigns/c-1",
            async session => await CampaignReader.GetAsync(session.Connection, "c-1", session.Log, default),
            "id"),
        ["a campaign to change"] = new("GET /api/v2/outbound/campaigns/c-1", SetWeightsAsync) { Acts = true },
        ["a campaign that was written"] = new("PUT /api/v2/outbound/campaigns/c-1", SetWeightsAsync) { Acts = true, FallsBack = true },
        ["a simulation of weights"] = new("POST /api/v2/outbound/campaigns/simulations", SetWeightsAsync) { Acts = true },
        ["the end of a simulation of weights"] = new("GET /api/v2/outbound/campaigns/simulations/s-1", SetWeightsAsync) { Acts = true },
        ["a simulation of answers"] = new("POST /api/v2/outbound/campaigns/c-1/simulate", SimulateAnswersAsync) { Acts = true },
        ["webhooks"] = new(
            "GET /api/v2/webhooks?",
            session => ListAsync(WebhookRegistrar.ListAsync(session.Connection, session.Log, default)),
            "entities",
            "entities.0.id"),
        ["webhooks before one is registered"] = new("GET /api/v2/webhooks?", RegisterAsync) { Acts = true },
        ["a webhook"] = new("POST /api/v2/webhooks", RegisterAsync) { Acts = true },
        ["data actions"] = new(
            "GET /api/v2/dataactions?",
            session => ListAsync(DataActionReader.ListAsync(session.Connection, session.Log, default)),
            "entities",
            "entities.0.id"),
        ["a data action"] = new(
            "GET /api/v2/dataactions/a-1",
            async session => await DataActionReader.GetAsync(session.Connection, "a-1", session.Log, default),
            "id"),
        ["a data action to change"] = new("GET /api/v2/dataactions/a-1", UpdateAsync) { Acts = true },
        ["a data action that was written"] = new("PUT /api/v2/dataactions/a-1", UpdateAsync) { Acts = true, FallsBack = true },
        ["a receipt"] = new(
            "POST /api/v2/audit/logs",
            async session => await TenantAudit.RecordAsync(
                session.Connection,
                "TEST",
                ["x"],
                JsonSerializer.SerializeToElement(new Dictionary<string, int> { ["a"] = 1 }),
                new TenantAuditFlags(),
                session.Log,
                default),
            "logId"),
        ["any page"] = new(
            "GET /api/v2/dataactions?",
            session => ListAsync(
                new CxRestCall { Method = HttpMethod.Get, Path = "/api/v2/dataactions", AllPages = true }.RunAsync(
                    session.Connection, session.Log, default))) { Acts = true },
        ["any page of the published family"] = new(
            "GET /inContactAPI/services/v30.0/skills",
            session => ListAsync(
                new CxRestCall { Method = HttpMethod.Get, Path = "/inContactAPI/services/v30.0/skills", AllPages = true }.RunAsync(
                    session.Connection, session.Log, default))) { Acts = true },
        ["skills"] = new(
            "GET /inContactAPI/services/v30.0/skills",
            session => ListAsync(SkillReader.ListAsync(session.Connection, session.Log, default)),
            "skills.0.skillId") { IsPublished = true, List = "skills" },
        ["a skill"] = new(
            "GET /inContactAPI/services/v30.0/skills/1",
            async session => await SkillReader.GetAsync(session.Connection, "1", session.Log, default),
            "skillId") { IsPublished = true },
        ["dialers of skills"] = new(
            "GET /inContactAPI/services/v30.0/skills/parameters",
            session => ListAsync(SkillReader.ListDialersAsync(session.Connection, session.Log, default)),
            "skills.0.skillNo") { IsPublished = true, List = "skills" },
        ["a dialer of a skill"] = new(
            "GET /inContactAPI/services/v30.0/skills/1/parameters",
            async session => await SkillReader.GetDialerAsync(session.Connection, "1", session.Log, default),
            "skillNo") { IsPublished = true },
        ["points of contact"] = new(
            "GET /inContactAPI/services/v30.0/points-of-contact",
            session => ListAsync(PointOfContactReader.ListAsync(session.Connection, session.Log, default)),
            "pointsOfContact.0.contactCode") { IsPublished = true, List = "pointsOfContact" },
        ["a point of contact"] = new(
            "GET /inContactAPI/services/v30.0/points-of-contact/7",
            async session => await PointOfContactReader.GetAsync(session.Connection, "7", session.Log, default),
            "pointsOfContact.0.contactCode") { IsPublished = true },
        ["names of scripts"] = new(
            "GET /inContactAPI/services/v30.0/scripts/search",
            session => ListAsync(ScriptDirectory.ListAsync(session.Connection, null, session.Log, default)))
            {
                IsPublished = true, List = "scriptSearchDetails"
            },
        ["the zone of the business unit"] = new(
            "GET /inContactAPI/services/v30.0/business-unit",
            ZoneAsync,
            "businessUnits.0.defaultTimeZone") { IsPublished = true, List = "businessUnits", Connects = true, Acts = true },
        ["hours of operation"] = new(
            "GET /inContactAPI/services/v30.0/hours-of-operation",
            session => ListAsync(HoursReader.ListNamesAsync(session.Connection, session.Log, default)),
            "hoursOfOperation.0.hoursOfOperationProfileId") { IsPublished = true, List = "hoursOfOperation" },
        ["an hours profile"] = new(
            "GET /inContactAPI/services/v30.0/hours-of-operation/9",
            async session => await HoursReader.GetAsync(session.Connection, "9", session.Log, default),
            "hoursOfOperationProfileId") { IsPublished = true },
        ["dispositions"] = new(
            "GET /inContactAPI/services/v30.0/dispositions",
            session => ListAsync(DispositionReader.ListAsync(session.Connection, session.Log, default)),
            "dispositions.0.dispositionId") { IsPublished = true, List = "dispositions" },
        ["a disposition"] = new(
            "GET /inContactAPI/services/v30.0/dispositions/3",
            async session => await DispositionReader.GetAsync(session.Connection, "3", session.Log, default),
            "dispositionId") { IsPublished = true },
        ["call lists"] = new(
            "GET /inContactAPI/services/v30.0/lists/call-lists",
            session => ListAsync(CallListReader.ListAsync(session.Connection, session.Log, default)),
            "callingLists.0.listId") { IsPublished = true, List = "callingLists" },
        ["do-not-call groups"] = new(
            "GET /inContactAPI/services/v30.0/dnc-groups",
            async session => await DncReader.ReadGroupsAsync(session.Connection, session.Log, default),
            "resultSet.dncGroups.0.dncGroupId") { IsPublished = true },
        ["records of a do-not-call group"] = new(
            "GET /inContactAPI/services/v30.0/dnc-groups/7/records",
            session => ListAsync(DncReader.ListRecordsAsync(session.Connection, new DncGroup { Id = 7 }, session.Log, default)))
            {
                IsPublished = true, List = "resultSet"
            },
        ["do-not-call records of a number"] = new(
            "POST /inContactAPI/services/v30.0/dnc-groups/search",
            async session => await DncReader.FindAsync(session.Connection, "5550100", session.Log, default))
            {
                IsPublished = true, List = "searchResults"
            },
        ["a dialer history"] = new(
            "GET /inContactAPI/services/v30.0/wfm-data/skills/dialer-contacts",
            HistoryAsync,
            "wfM_OB_StatsV9.0.intervalStartDate",
            "wfM_OB_StatsV9.0.skillId") { IsPublished = true, List = "wfM_OB_StatsV9" },
        ["any answer"] = new(
            "GET /api/v2/dataactions/a-1",
            session => ListAsync(
                new CxRestCall { Method = HttpMethod.Get, Path = "/api/v2/dataactions/a-1" }.RunAsync(
                    session.Connection, session.Log, default))) { Acts = true },
    };

    public static TheoryData<string> Names => [.. Readers.Keys];

    [Fact]
    public void Every_answer_that_the_module_reads_has_its_reader_here()
        => Assert.Empty(Tenant.Keys.Except(Readers.Values.Select(reader => reader.Route)));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_valid_answer_with_unknown_members_is_read(string name)
    {
        await using var tenant = await BadTenant.StartAsync(Readers[name]);

        Assert.Null(await tenant.FailureAsync(Tenant[Readers[name].Route].Body));
        Assert.Null(
            await tenant.FailureAsync(
                Tenant[Readers[name].Route].Body.Insert(1, "\"futureMember\":{\"a\":[1,null,{\"b\":1e400}]},\"FutureOther\":\"x\",")));
    }

    /// <summary>One of fifteen spoiled members, different ones for each call.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_spoiled_member_gives_a_result_or_an_error_that_names_the_request(string name) => SpoilMembersAsync(name, 15);

    [Theory]
    [Trait(Tier.Name, Tier.Full)]
    [MemberData(nameof(Names))]
    public Task Each_spoiled_member_gives_a_result_or_an_error_that_names_the_request(string name) => SpoilMembersAsync(name, 1);

    private static async Task SpoilMembersAsync(string name, int share)
    {
        var reader = Readers[name];
        var turn = Readers.Keys.Index().Single(pair => pair.Item == name).Index;
        List<string> defects = [];
        await using var tenant = await BadTenant.StartAsync(reader);
        foreach (var (how, member, body) in BadAnswers.Members(Tenant[reader.Route].Body))
        {
            if (turn++ % share != 0)
            {
                continue;
            }

            var failure = await tenant.FailureAsync(body);
            if (DefectOf(reader, failure) is { } defect)
            {
                defects.Add($"{member}, {how}: {defect}");
            }
            else if (failure is null
                && ((how is "missing" or "null" && reader.Required.Contains(member)) || (how == "missing" && member == reader.List)))
            {
                defects.Add($"{member}, {how}: it was read as if nothing were wrong");
            }
        }

        Assert.True(defects.Count == 0, $"{defects.Count}: {string.Join(Environment.NewLine, defects.Take(40))}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_invalid_body_is_an_error_that_names_the_request(string name)
    {
        var reader = Readers[name];
        List<string> defects = [];
        await using var tenant = await BadTenant.StartAsync(reader);
        var (status, good) = Tenant[reader.Route];
        foreach (var (how, answer) in BadAnswers.Wholes(status, good))
        {
            var failure = await tenant.FailureAsync(answer);
            if (DefectOf(reader, failure) is { } defect)
            {
                defects.Add($"{how}: {defect}");
            }
            else if (failure is null && !reader.FallsBack && !reader.Acts && !(reader.IsPublished && how == "a list"))
            {
                defects.Add($"{how}: it was read as if nothing were wrong");
            }
        }

        Assert.True(defects.Count == 0, $"{defects.Count}: {string.Join(Environment.NewLine, defects)}");
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    public async Task A_number_out_of_range_makes_an_answer_invalid(string number)
    {
        await using var session = await TestSession.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, $$"""{"id":"s-1","status":"COMPLETED","predictedAccuracy":{{number}}}"""));

        var error = await Assert.ThrowsAsync<CxRequestException>(
            () => new CampaignApi(session.Client, session.Log).GetSimulationAsync("s-1", CancellationToken.None));

        Assert.Equal("ResponseInvalid", error.ErrorId);
        Assert.Contains("/s-1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    public async Task An_infinite_accuracy_is_an_invalid_answer(string accuracy)
    {
        await using var tenant = await BadTenant.StartAsync(Readers["the end of a simulation of weights"] with
        {
            RunAsync = async session =>
                await SetWeightsAsync(session) is CxOutcome<PredictiveWeightUpdate> { Failure: { } failure } ? throw failure : null,
        });

        var failure = Assert.IsType<CxException>(
            await tenant.FailureAsync($$"""{"id":"s-1","status":"COMPLETED","predictedAccuracy":{{accuracy}}}"""));
        Assert.Equal(CxErrors.WeightSimulationFailed, failure.Definition);
    }

    [Fact]
    public async Task A_job_without_an_id_is_an_unknown_outcome()
    {
        await using var tenant = await BadTenant.StartAsync(Readers["a deployment"]);

        Assert.IsType<CxUnknownOutcomeException>(await tenant.FailureAsync("""{"jobId":"","status":"QUEUED"}"""));
    }

    /// <summary>Returns what is wrong with an error; null if nothing is, or if there is no error.</summary>
    private static string? DefectOf(Reader reader, Exception? failure)
    {
        if (failure is null)
        {
            return null;
        }

        if (failure is not CxException error || !CxErrors.All.Contains(error.Definition) || error.Definition == CxErrors.Unexpected)
        {
            return failure.ToString();
        }

        // The outcome of a write is then unknown.
        var isOpen = error.Definition == CxErrors.OutcomeUnknown && !reader.Acts;
        if (error.Definition != CxErrors.ResponseInvalid && !isOpen)
        {
            // Errors that follow from a readable value. Calls that only read have none, except that an empty list holds no object.
            return reader.Acts || reader.Connects || error.Definition == CxErrors.PageRepeated
                || (reader.IsPublished && error.Definition == CxErrors.ObjectNotFound) ? null : $"{error.ErrorId}: {error.Message}";
        }

        var path = reader.Route.Split(' ')[1].TrimEnd('?');
        return error is CxRequestException request
            && request.Method is not null
            && request.Uri?.Contains(path, StringComparison.Ordinal) == true
            && error.Message.Contains($"{request.Method} {request.Uri}", StringComparison.Ordinal)
            ? null
            : $"the error does not name the request: {error.Message}";
    }

    private static string Page(string entity) => $$"""{"entities":[{{entity}}],"total":1,"page":1,"pageSize":25}""";

    private static Func<TestSession, Task<object?>> ConnectAsync(CxEndpointStyle style) => async session =>
    {
        await session.ConnectAsync(session.Options() with
        {
            Endpoint = CxEndpoint.Create(
                style, style == CxEndpointStyle.AccessKey ? "na1" : session.Server.BaseUri.AbsoluteUri, session.Server.BaseUri.AbsoluteUri)
        });
        return session.Connection;
    };

    /// <summary>If a token cannot be refreshed, a new one is requested with the key.</summary>
    private static async Task<object?> RefreshAsync(TestSession session)
    {
        await ConnectAsync(CxEndpointStyle.AccessKey)(session);
        session.Clock.Advance(TimeSpan.FromHours(2));
        return await session.Client.SendAsync(TestSession.Get("/api/v2/tenant"), session.Log, default);
    }

    private static async Task<object?> ListAsync<T>(IAsyncEnumerable<CxPage<T>> pages)
    {
        List<T> all = [];
        await foreach (var page in pages)
        {
            all.AddRange(page.Items);
            if (all.Count > 1000)
            {
                throw new InvalidOperationException("The list has no end.");
            }
        }

        return all;
    }

    private static async Task<object?> ZoneAsync(TestSession session)
    {
        await ConnectAsync(CxEndpointStyle.Environment)(session);
        return (await TenantTimeZone.FindAsync(session.Connection, null, session.Log, default)).Id;
    }

    /// <summary>A window is read once per hour.</summary>
    private static async Task<object?> HistoryAsync(TestSession session)
    {
        List<object> rows = [];
        var request = new DialerHistoryRequest { After = TestSession.Start.AddHours(-3), TimeZone = "UTC" };
        session.Clock.Advance(TimeSpan.FromHours(1));
        await foreach (var page in DialerHistoryReader.ReadAsync(session.Connection, request, session.Log, default))
        {
            rows.AddRange(page);
        }

        return rows;
    }

    private static async Task<object?> SimulateAsync(TestSession session)
        => await IvrSimulator.SimulateAsync(session.Connection, "d-1", new IvrTestCase { Input = ["1"] }, 30, session.Log, default);

    private static async Task<object?> PublishAsync(TestSession session) => await IvrDeployer.PublishAsync(
        session.Connection,
        new IvrDeploymentRequest { IvrDefinitionId = ["d-1"], TargetEnvironment = "staging", SkipSimulation = true, Polling = Polling },
        session.Log,
        default);

    private static async Task<object?> MetricsAsync(TestSession session)
        => await IvrMetrics.ExportAsync(session.Connection, "job-1", "staging", Polling, session.Log, default);

    private static async Task<object?> SetConfigAsync(TestSession session)
        => await DialerConfigEditor.SetAsync(
            session.Connection, new DialerConfigChange { Id = "c-1", DialRate = 2.5 }, session.Log, default);

    private static async Task<object?> SetWeightsAsync(TestSession session) => await PredictiveWeightTuner.SetAsync(
        session.Connection,
        new PredictiveWeightRequest
        {
            CampaignId = "c-1",
            AlgorithmId = "V3",
            Weights = new Dictionary<string, double> { ["answer_rate"] = 0.12 },
            MinimumAccuracy = 0.9,
            SimulationDurationSec = 10,
            Force = true
        },
        session.Log,
        default);

    private static async Task<object?> SimulateAnswersAsync(TestSession session) => await AnswerSimulator.RunAsync(
        session.Connection,
        new AnswerSimulationRequest
        {
            CampaignId = "c-1",
            AnswerRate = 0.38,
            AgentEfficiency = 0.82,
            WindowMinutes = 120,
            History = Campaigns.AnswerStatisticsTests.SeedRows
        },
        session.Log,
        default);

    private static async Task<object?> RegisterAsync(TestSession session)
        => await WebhookRegistrar.RegisterAsync(
            session.Connection,
            new WebhookRequest { Uri = new Uri("https://hooks.example/other"), Events = ["tuned"] },
            session.Log,
            default);

    private static async Task<object?> UpdateAsync(TestSession session)
    {
        var row = new DataActionDateRow
        {
            Number = 1,
            Id = "a-1",
            Date = new DataActionDateRequest { Timestamp = "2024-02-29T15:30:00.000Z", TimeZone = "America/New_York", OffsetMinutes = 7 }
        };
        await foreach (var outcome in DataActionDateUpdater.RunAsync(session.Connection, [row], 1, 3, session.Log, default))
        {
            return outcome.Failure is { } failure ? throw failure : outcome.Update;
        }

        return null;
    }

    /// <param name="Route">The answer that is spoiled.</param>
    /// <param name="RunAsync">The call.</param>
    /// <param name="Required">The required members.</param>
    private sealed record Reader(string Route, Func<TestSession, Task<object?>> RunAsync, params string[] Required)
    {
        /// <summary>Each attempt creates a connection of its own.</summary>
        public bool Connects { get; init; }

        /// <summary>The call does more than read, so that readable values may lead to other errors.</summary>
        public bool Acts { get; init; }

        /// <summary>The call is one of the published family, whose lists may be bare, and null where they are empty.</summary>
        public bool IsPublished { get; init; }

        /// <summary>The list that must be in the answer.</summary>
        public string? List { get; init; }

        /// <summary>The module has an alternative if this answer is invalid.</summary>
        public bool FallsBack { get; init; }
    }

    /// <summary>A tenant with one invalid answer.</summary>
    private sealed class BadTenant : IAsyncDisposable
    {
        private readonly Reader _reader;
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _written = new();
        private TestSession? _session;
        private ScriptedAnswer? _bad;

        private BadTenant(Reader reader) => _reader = reader;

        public static async Task<BadTenant> StartAsync(Reader reader)
        {
            var tenant = new BadTenant(reader);
            if (!reader.Connects)
            {
                tenant._session = await tenant.NewSessionAsync();
                await ConnectAsync(CxEndpointStyle.Environment)(tenant._session);
            }

            return tenant;
        }

        public Task<Exception?> FailureAsync(string body) => FailureAsync(session => Good(session, Tenant[_reader.Route].Status, body));

        public Task<Exception?> FailureAsync(ScriptedAnswer answer) => FailureAsync(_ => answer);

        /// <returns>The error of the call with this answer; null if it has a result that can be displayed.</returns>
        private async Task<Exception?> FailureAsync(Func<TestSession, ScriptedAnswer> answer)
        {
            var session = _session ?? await NewSessionAsync();
            try
            {
                _bad = answer(session);
                var running = _reader.RunAsync(session);
                await session.LetWaitsPassAsync(running);
                Show(await running, 0);
                return null;
            }
            catch (Exception exception)
            {
                return exception;
            }
            finally
            {
                _bad = null;
                _written.Clear();
                if (_session is null)
                {
                    await session.DisposeAsync();
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_session is not null)
            {
                await _session.DisposeAsync();
            }
        }

        private Task<TestSession> NewSessionAsync()
        {
            var session = new TestSession(options => options with { RequestsPerMinute = 1_000_000, MaximumRetryCount = 0 });
            session.Server.Otherwise = request =>
            {
                var route = Tenant.Keys.FirstOrDefault(route => Regex.IsMatch(
                    $"{request.Method} {request.Target}?", $"^{Regex.Escape(route.TrimEnd('?'))}\\?", RegexOptions.CultureInvariant));
                if (route is null)
                {
                    // An address that contains a value of the spoiled answer.
                    return ScriptedAnswer.Status(404);
                }

                // A write is applied, whatever the answer to it is.
                var (status, body) = Tenant[route];
                if (request.Method == "PUT")
                {
                    _written[request.Target] = request.Text.Replace("\"version\":4", "\"version\":5", StringComparison.Ordinal);
                }

                // The spoiled read is the one that the change is based on, not the one that proves it.
                return route == _reader.Route && _bad is not null && (request.Method == "PUT" || !_written.ContainsKey(request.Target))
                    ? _bad
                    : _written.TryGetValue(request.Target, out var written)
                        ? Good(session, status, written, "\"v2\"")
                        : Good(session, status, body);
            };
            return Task.FromResult(session);
        }

        private static ScriptedAnswer Good(TestSession session, int status, string body, string version = "\"v1\"")
            => ScriptedAnswer.Json(
                status, body.Replace("{base}", session.Server.BaseUri.AbsoluteUri, StringComparison.Ordinal), ("ETag", version));

        /// <summary>Reads every property of a result, which must be fit for display.</summary>
        private static void Show(object? value, int depth)
        {
            switch (value)
            {
                case null or string or ValueType when value is not JsonElement:
                    _ = value?.ToString();
                    return;
                case JsonElement json:
                    ShowJson(json);
                    return;
                case CxConnection or CxResponse:
                    return;
                case Exception failure:
                    _ = failure.ToString();
                    return;
                case IEnumerable items:
                    foreach (var item in items)
                    {
                        Assert.False(item is null, "An entry of a list is null.");
                        Show(item, depth + 1);
                    }

                    return;
            }

            Assert.True(depth < 20, "The result has no end.");
            _ = value.ToString();
            foreach (var property in value.GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract"))
            {
                Show(property.GetValue(value), depth + 1);
            }
        }

        /// <summary>Renders a value as it is displayed.</summary>
        private static void ShowJson(JsonElement json)
        {
            switch (json.ValueKind)
            {
                case JsonValueKind.String:
                    _ = json.GetString();
                    return;
                case JsonValueKind.Array:
                    foreach (var item in json.EnumerateArray())
                    {
                        ShowJson(item);
                    }

                    return;
                case JsonValueKind.Object:
                    foreach (var member in json.EnumerateObject())
                    {
                        _ = member.Name;
                        ShowJson(member.Value);
                    }

                    return;
            }
        }
    }
}
