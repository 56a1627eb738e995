using System.Text.Json.Nodes;
using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox;

public sealed class DialerConfigTests : IDisposable
{
    private const string Root = "/api/v2/outbound/dialerconfigs";
    private const string East = $"{Root}/dialer-east";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task The_sample_configuration_East_has_members_that_the_contract_does_not_define()
    {
        var answer = await _tenant.GetAsync(East);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            """{"id":"dialer-east","name":"Outbound East","pacingType":"predictive","dialRate":2.0,"agentRatio":1.8,"maxAbandonmentRate":0.03,"maxQueueDepth":100,"answerRateThreshold":0.30,"complianceRules":{"callingHours":"08:00-21:00","maxAttemptsPerDay":3},"vendorHints":{"warmupFactor":1.50,"trunks":["east-1","east-2"],"burst":{"limit":1.2e2,"note":"Größe nach Absprache"},"retiredBy":null}}""",
            answer.Text);
        Assert.Matches("^\"[^\"]+\"$", answer.Headers["ETag"]);
    }

    [Fact]
    public async Task All_pages_together_contain_200_configurations_once_each_with_the_ETag_of_a_read()
    {
        var entities = new List<JsonNode>();
        for (var page = 1; page <= 2; page++)
        {
            var answer = await _tenant.GetAsync($"{Root}?pageSize=100&page={page}");
            Assert.Equal(200, answer["total"].GetValue<int>());
            entities.AddRange(answer["entities"].AsArray().Select(entity => entity!));
        }

        Assert.Equal(200, entities.Select(entity => entity["id"]!.GetValue<string>()).Distinct().Count());
        foreach (var entity in entities)
        {
            var answer = await _tenant.GetAsync($"{Root}/{entity["id"]}");
            Assert.Equal(answer.Headers["ETag"], entity["etag"]!.GetValue<string>());
            entity.AsObject().Remove("etag");
            Assert.Equal(answer.Json.ToJsonString(), entity.ToJsonString());
        }
    }

    [Fact]
    public async Task Every_configuration_except_the_legacy_one_can_be_written_back_unchanged()
    {
        var refused = new List<string>();
        var list = (await _tenant.GetAsync($"{Root}?pageSize=100"))["entities"].AsArray()
            .Concat((await _tenant.GetAsync($"{Root}?pageSize=100&page=2"))["entities"].AsArray());
        foreach (var id in list.Select(entity => entity!["id"]!.GetValue<string>()))
        {
            var read = await _tenant.GetAsync($"{Root}/{id}");
            var written = await PutAsync($"{Root}/{id}", read.Text, read.Headers["ETag"]);
            if (written.Status == 200)
            {
                Assert.Equal(read.Headers["ETag"], written.Headers["ETag"]);
            }
            else
            {
                refused.Add($"{id} {string.Join(' ', written.Errors)}");
            }
        }

        Assert.Equal(["dialer-legacy maxQueueDepth:OUT_OF_RANGE"], refused);
    }

    [Fact]
    public async Task A_written_body_is_returned_kept_and_listed_byte_for_byte()
    {
        var read = await _tenant.GetAsync(East);
        const string Body =
            """{"zeta":1.0,"id":"dialer-east","pacingType":"preview","dialRate":2.50,"agentRatio":1e0,"maxAbandonmentRate":0.0,"maxQueueDepth":1,"answerRateThreshold":1.00,"complianceRules":{"b":-0.0,"a":[1.10,{"x":"caf\u00e9 \/ café \ud83d\ude00"}]},"alpha":{"nested":{"n":12345678901234567890.1234567890}},"empty":{},"none":null}""";
        var written = await PutAsync(East, Body, read.Headers["ETag"]);
        var again = await _tenant.GetAsync(East);
        var listed = await _tenant.GetAsync($"{Root}?pageSize=1");

        Assert.Equal(200, written.Status);
        Assert.Equal(Body, written.Text);
        Assert.Equal(Body, again.Text);
        Assert.Contains(Body[..^1], listed.Text, StringComparison.Ordinal);
        Assert.Equal(written.Headers["ETag"], again.Headers["ETag"]);
        Assert.NotEqual(read.Headers["ETag"], again.Headers["ETag"]);
    }

    [Fact]
    public async Task White_space_between_tokens_is_not_a_change()
    {
        var read = await _tenant.GetAsync(East);
        var compact = read.Text.Replace("Größe nach Absprache", """C:\\\"Größe\"  : { , }\\""", StringComparison.Ordinal);
        var spaced = compact.Replace(",\"", " ,\r\n\t\"", StringComparison.Ordinal);
        var other = await PutAsync(East, spaced, read.Headers["ETag"]);
        var same = await PutAsync(East, spaced.Replace("\r\n", "\n\n", StringComparison.Ordinal), other.Headers["ETag"]);

        Assert.Equal(compact, other.Text);
        Assert.NotEqual(read.Headers["ETag"], other.Headers["ETag"]);
        Assert.Equal(other.Headers["ETag"], same.Headers["ETag"]);
    }

    [Fact]
    public async Task Another_spelling_of_a_number_is_a_change()
    {
        var read = await _tenant.GetAsync(East);
        var written = await PutAsync(East, read.Text.Replace("1.50", "1.5", StringComparison.Ordinal), read.Headers["ETag"]);

        Assert.NotEqual(read.Headers["ETag"], written.Headers["ETag"]);
    }

    [Fact]
    public async Task An_omitted_member_is_removed()
    {
        var read = await _tenant.GetAsync(East);
        var body = read.Json.AsObject();
        body.Remove("vendorHints");
        await PutAsync(East, body.ToJsonString(), read.Headers["ETag"]);

        Assert.Null((await _tenant.GetAsync(East)).Json["vendorHints"]);
    }

    [Fact]
    public async Task A_reverted_change_has_a_new_ETag()
    {
        var first = await _tenant.GetAsync(East);
        var second = await PutAsync(East, Changed(first), first.Headers["ETag"]);
        var third = await PutAsync(East, first.Text, second.Headers["ETag"]);

        Assert.Equal(first.Text, third.Text);
        Assert.Equal(3, new[] { first, second, third }.Select(answer => answer.Headers["ETag"]).Distinct().Count());
    }

    [Fact]
    public async Task A_stale_ETag_is_refused_before_the_body_is_validated()
    {
        var read = await _tenant.GetAsync(East);
        var first = await PutAsync(East, Changed(read), read.Headers["ETag"]);
        var second = await PutAsync(East, "{}", read.Headers["ETag"]);

        Assert.Equal(412, second.Status);
        Assert.Equal("precondition_failed", second["code"].GetValue<string>());
        Assert.Equal(first.Text, (await _tenant.GetAsync(East)).Text);
    }

    [Theory]
    [InlineData("{0}", 200)]
    [InlineData("*", 200)]
    [InlineData("\"other\", {0}", 200)]
    [InlineData("W/\"other\",{0} , \"a,b\"", 200)]
    [InlineData("W/{0}", 412)]
    [InlineData("\"other\"", 412)]
    [InlineData("\"\"", 412)]
    [InlineData("other", 400)]
    [InlineData("\"other", 400)]
    [InlineData("{0},", 400)]
    [InlineData("{0} {0}", 400)]
    [InlineData("W/", 400)]
    [InlineData("*, {0}", 400)]
    public async Task ETags_are_compared_strongly(string ifMatch, int status)
    {
        var read = await _tenant.GetAsync(East);
        var answer = await PutAsync(East, Changed(read), ifMatch.Replace("{0}", read.Headers["ETag"], StringComparison.Ordinal));

        Assert.Equal(status, answer.Status);
        if (status == 400)
        {
            Assert.Equal(["If-Match:INVALID_ETAG"], answer.Errors);
        }
    }

    [Fact]
    public async Task A_write_without_If_Match_is_refused()
    {
        var read = await _tenant.GetAsync(East);
        var answer = await _tenant.SendAsync("PUT", East, Changed(read));

        Assert.Equal(400, answer.Status);
        Assert.Equal(["If-Match:PRECONDITION_REQUIRED"], answer.Errors);
        Assert.Equal(read.Text, (await _tenant.GetAsync(East)).Text);
    }

    [Theory]
    [InlineData("id", "null", "id:MISSING")]
    [InlineData("id", "\"dialer-west\"", "id:MISMATCH")]
    [InlineData("id", "1", "id:INVALID_TYPE")]
    [InlineData("pacingType", null, "pacingType:MISSING")]
    [InlineData("pacingType", "\"Predictive\"", "pacingType:NOT_ALLOWED")]
    [InlineData("pacingType", "\"power\"", "pacingType:NOT_ALLOWED")]
    [InlineData("dialRate", null, "dialRate:MISSING")]
    [InlineData("dialRate", "null", "dialRate:MISSING")]
    [InlineData("dialRate", "0.09", "dialRate:OUT_OF_RANGE")]
    [InlineData("dialRate", "10.01", "dialRate:OUT_OF_RANGE")]
    [InlineData("dialRate", "1e400", "dialRate:OUT_OF_RANGE")]
    [InlineData("dialRate", "\"2.0\"", "dialRate:INVALID_TYPE")]
    [InlineData("agentRatio", null, "agentRatio:MISSING")]
    [InlineData("agentRatio", "0.99", "agentRatio:OUT_OF_RANGE")]
    [InlineData("agentRatio", "5.1", "agentRatio:OUT_OF_RANGE")]
    [InlineData("maxAbandonmentRate", null, "maxAbandonmentRate:MISSING")]
    [InlineData("maxAbandonmentRate", "-0.01", "maxAbandonmentRate:OUT_OF_RANGE")]
    [InlineData("maxAbandonmentRate", "0.0501", "maxAbandonmentRate:OUT_OF_RANGE")]
    [InlineData("maxQueueDepth", null, "maxQueueDepth:MISSING")]
    [InlineData("maxQueueDepth", "0", "maxQueueDepth:OUT_OF_RANGE")]
    [InlineData("maxQueueDepth", "501", "maxQueueDepth:OUT_OF_RANGE")]
    [InlineData("maxQueueDepth", "100.5", "maxQueueDepth:OUT_OF_RANGE")]
    [InlineData("answerRateThreshold", null, "answerRateThreshold:MISSING")]
    [InlineData("answerRateThreshold", "1.01", "answerRateThreshold:OUT_OF_RANGE")]
    [InlineData("complianceRules", "null", "complianceRules:MISSING")]
    [InlineData("complianceRules", "[]", "complianceRules:INVALID_TYPE")]
    [InlineData("etag", "\"1\"", "etag:READ_ONLY")]
    public async Task An_invalid_body_is_refused_with_the_path_of_the_violation(string path, string? json, string error)
    {
        var read = await _tenant.GetAsync(East);
        var body = read.Json.AsObject().With(path, json);
        var answer = await PutAsync(East, body.ToJsonString(), read.Headers["ETag"]);

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
        Assert.Equal(read.Headers["ETag"], (await _tenant.GetAsync(East)).Headers["ETag"]);
    }

    [Theory]
    [InlineData("dialRate", "0.1")]
    [InlineData("dialRate", "10")]
    [InlineData("agentRatio", "1")]
    [InlineData("agentRatio", "5.0")]
    [InlineData("maxAbandonmentRate", "0")]
    [InlineData("maxAbandonmentRate", "0.05")]
    [InlineData("maxQueueDepth", "1")]
    [InlineData("maxQueueDepth", "500")]
    [InlineData("answerRateThreshold", "0")]
    [InlineData("answerRateThreshold", "1")]
    [InlineData("complianceRules", "{}")]
    public async Task The_limits_of_every_range_are_inclusive(string path, string json)
    {
        var read = await _tenant.GetAsync(East);
        var body = read.Json.AsObject().With(path, json);

        Assert.Equal(200, (await PutAsync(East, body.ToJsonString(), read.Headers["ETag"])).Status);
    }

    [Fact]
    public async Task A_body_without_id_and_rules_keeps_the_id_and_clears_the_rules()
    {
        var read = await _tenant.GetAsync(East);
        var body = read.Json.AsObject().With("id", null).With("complianceRules", null).With("dialRate", "2.5");
        var written = await PutAsync(East, body.ToJsonString(), read.Headers["ETag"]);
        var after = await _tenant.GetAsync(East);

        Assert.Equal(200, written.Status);
        Assert.Equal(written.Text, after.Text);
        Assert.Equal("dialer-east", after["id"].GetValue<string>());
        Assert.Empty(after["complianceRules"].AsObject());
        Assert.Equal(2.5, after["dialRate"].GetValue<double>());
        Assert.Equal(200, (await PutAsync(East, body.ToJsonString(), after.Headers["ETag"])).Status);
        Assert.Equal(after.Headers["ETag"], (await _tenant.GetAsync(East)).Headers["ETag"]);
    }

    [Fact]
    public async Task All_violations_are_reported_at_once()
    {
        var read = await _tenant.GetAsync(East);
        var answer = await PutAsync(
            East, """{"id":"dialer-west","dialRate":99,"maxQueueDepth":"1","complianceRules":null}""", read.Headers["ETag"]);

        Assert.Equal(
            [
                "id:MISMATCH", "pacingType:MISSING", "dialRate:OUT_OF_RANGE", "agentRatio:MISSING", "maxAbandonmentRate:MISSING",
                "maxQueueDepth:INVALID_TYPE", "answerRateThreshold:MISSING", "complianceRules:MISSING",
            ],
            answer.Errors);
        Assert.All(answer["errors"].AsArray(), entry => Assert.NotEmpty(entry!["message"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task An_unknown_configuration_is_not_found(string method)
    {
        var answer = await _tenant.SendAsync(method, $"{Root}/unknown", method == "PUT" ? "{}" : null);

        Assert.Equal(404, answer.Status);
        Assert.Contains("'unknown'", answer["message"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exactly_one_of_many_concurrent_writes_with_one_ETag_succeeds()
    {
        var read = await _tenant.GetAsync(East);
        var answers = await Task.WhenAll(Enumerable.Range(1, 32).Select(depth => Task.Run(() => PutAsync(
            East, read.Json.AsObject().With("maxQueueDepth", $"{200 + depth}").ToJsonString(), read.Headers["ETag"]))));

        var winner = Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(31, answers.Count(answer => answer.Status == 412));
        Assert.Equal(winner.Text, (await _tenant.GetAsync(East)).Text);
    }

    [Theory]
    [InlineData("""{"method":"PUT","path":"/api/v2/outbound/dialerconfigs/*","status":409}""", 409, "conflict")]
    [InlineData("""{"method":"PUT","path":"/api/v2/outbound/dialerconfigs/*","status":412}""", 412, "precondition_failed")]
    [InlineData("""{"method":"PUT","path":"/api/v2/outbound/dialerconfigs/*","fault":"stale-etag"}""", 412, "precondition_failed")]
    public async Task An_injected_conflict_changes_nothing(string rule, int status, string code)
    {
        var read = await _tenant.GetAsync(East);
        await _tenant.AddFaultAsync(rule);
        var refused = await PutAsync(East, Changed(read), read.Headers["ETag"]);
        var between = await _tenant.GetAsync(East);
        var accepted = await PutAsync(East, Changed(read), read.Headers["ETag"]);

        Assert.Equal(status, refused.Status);
        Assert.Equal(code, refused["code"].GetValue<string>());
        Assert.Equal(read.Text, between.Text);
        Assert.Equal(200, accepted.Status);
    }

    [Fact]
    public async Task A_share_of_writes_is_refused_with_a_stale_ETag()
    {
        using var tenant = new TestTenant(options => options with
        {
            Faults = new Dictionary<SandboxFault, double> { [SandboxFault.StaleETag] = 1 },
        });
        var read = await tenant.GetAsync(East);
        var answer = await tenant.SendAsync("PUT", East, Changed(read), "sandbox", ("If-Match", read.Headers["ETag"]));

        Assert.Equal(412, answer.Status);
        Assert.Equal(read.Text, (await tenant.GetAsync(East)).Text);
    }

    [Theory]
    [InlineData("""{"fault":"reset-after","method":"PUT"}""")]
    [InlineData("""{"fault":"truncate","method":"PUT"}""")]
    public async Task A_write_whose_response_is_lost_takes_effect_and_its_ETag_is_logged(string rule)
    {
        var read = await _tenant.GetAsync(East);
        await _tenant.AddFaultAsync(rule);
        await Assert.ThrowsAsync<HttpRequestException>(() => PutAsync(East, Changed(read), read.Headers["ETag"]));
        var after = await _tenant.GetAsync(East);

        Assert.Equal(Changed(read), after.Text);
        Assert.Equal(after.Headers["ETag"], (await PutsAsync()).Single()["etag"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_write_that_takes_effect_in_spite_of_an_error_response_is_logged()
    {
        var read = await _tenant.GetAsync(East);
        await _tenant.AddFaultAsync("""{"method":"PUT","path":"*","status":504,"apply":true}""");
        await PutAsync(East, Changed(read), read.Headers["ETag"]);
        var put = (await PutsAsync()).Single();

        Assert.Equal(504, put["status"]!.GetValue<int>());
        Assert.Equal((await _tenant.GetAsync(East)).Headers["ETag"], put["etag"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_log_contains_the_precondition_and_the_new_ETag_of_every_write()
    {
        var read = await _tenant.GetAsync(East);
        var written = await PutAsync(East, Changed(read), read.Headers["ETag"]);
        await PutAsync(East, Changed(read), read.Headers["ETag"]);
        var puts = await PutsAsync();

        Assert.Equal(read.Headers["ETag"], puts[0]["ifMatch"]!.GetValue<string>());
        Assert.Equal(written.Headers["ETag"], puts[0]["etag"]!.GetValue<string>());
        Assert.Equal(read.Headers["ETag"], puts[1]["ifMatch"]!.GetValue<string>());
        Assert.Null(puts[1]["etag"]);
        var get = (await _tenant.RequestsAsync()).Single(request => request["method"]!.GetValue<string>() == "GET");
        Assert.Null(get["ifMatch"]);
        Assert.Null(get["etag"]);
    }

    [Fact]
    public async Task A_reset_restores_body_and_ETag_of_the_sample()
    {
        var read = await _tenant.GetAsync(East);
        await PutAsync(East, Changed(read), read.Headers["ETag"]);
        await _tenant.SendAsync("POST", "/sandbox/reset", client: null);
        var reset = await _tenant.GetAsync(East);

        Assert.Equal(read.Text, reset.Text);
        Assert.Equal(read.Headers["ETag"], reset.Headers["ETag"]);
    }

    private static string Changed(Answer read) => read.Text.Replace("\"dialRate\":2.0", "\"dialRate\":2.5", StringComparison.Ordinal);

    private Task<Answer> PutAsync(string path, string body, string etag) =>
        _tenant.SendAsync("PUT", path, body, "sandbox", ("If-Match", etag));

    private async Task<IReadOnlyList<JsonNode>> PutsAsync() =>
        [.. (await _tenant.RequestsAsync()).Where(request => request["method"]!.GetValue<string>() == "PUT")];
}
