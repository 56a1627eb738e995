using System.Diagnostics;
using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

public sealed class AnswerSimulationTests : IDisposable
{
    private const string Autumn = "12345678-1234-1234-1234-123456789012";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Theory]
    [InlineData(0.38)]
    [InlineData(0.4185)]
    [InlineData(0.05)]
    [InlineData(0.95)]
    public async Task An_answer_rate_is_simulated_and_returned(double rate)
    {
        var answer = await SimulateAsync(Autumn, Bodies.AnswerSimulation(rate));

        Assert.Equal(200, answer.Status);
        Assert.Equal("COMPLETED", answer["status"].GetValue<string>());
        Assert.Equal(rate, answer["predictiveDialerSettings"]["answerRate"]!.GetValue<double>());
        Assert.InRange(Accuracy(answer), 0, 1);
    }

    [Fact]
    public async Task The_further_the_rate_from_the_history_the_lower_the_accuracy()
    {
        async Task<double> AccuracyAtAsync(double rate) => Accuracy(await SimulateAsync(Autumn, Bodies.AnswerSimulation(rate)));
        var history = await AccuracyAtAsync(0.38);
        var above = await AccuracyAtAsync(0.45);
        var farAbove = await AccuracyAtAsync(0.60);
        var below = await AccuracyAtAsync(0.30);
        var farBelow = await AccuracyAtAsync(0.10);

        Assert.InRange(history, 0.98, 1);
        Assert.True(above < history && farAbove < above, $"{history} {above} {farAbove}");
        Assert.True(below < history && farBelow < below, $"{history} {below} {farBelow}");
        Assert.InRange(farBelow, 0, 0.75);
    }

    [Fact]
    public async Task A_rate_equal_to_that_of_every_bucket_has_accuracy_1()
    {
        var body = Bodies.AnswerSimulation(0.4);
        body["historicalData"] = new JsonArray(Bodies.Bucket("09:00", 100, 40, 100), Bodies.Bucket("10:00", 1000, 400, 200));

        Assert.Equal(1, Accuracy(await SimulateAsync(Autumn, body)));
    }

    [Fact]
    public async Task Buckets_are_weighted_by_attempts_and_a_bucket_without_answers_has_accuracy_0()
    {
        var body = Bodies.AnswerSimulation(0.4);
        body["historicalData"] = new JsonArray(
            Bodies.Bucket("09:00", 300, 120, 145), Bodies.Bucket("10:00", 100, 0, 0), Bodies.Bucket("11:00", 0, 0, 0));

        Assert.Equal(0.75, Accuracy(await SimulateAsync(Autumn, body)));
    }

    [Fact]
    public async Task The_same_request_has_the_same_result_in_all_tenants_with_one_seed_and_concurrently()
    {
        using var other = new TestTenant();
        using var otherSeed = new TestTenant(options => options with { Seed = 2 });
        var body = Bodies.AnswerSimulation(0.3);
        var first = await SimulateAsync(Autumn, body);
        var many = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SimulateAsync(Autumn, body))));

        Assert.All(many, answer => Assert.Equal(first.Text, answer.Text));
        Assert.Equal(first.Text, (await other.PostAsync(Path(Autumn), body)).Text);
        Assert.NotEqual(first.Text, (await otherSeed.PostAsync(Path(Autumn), body)).Text);
    }

    [Fact]
    public async Task History_rows_can_have_snake_case_members()
    {
        var body = Bodies.AnswerSimulation();
        var camelCase = await SimulateAsync(Autumn, body);
        body["historicalData"]![1] = new JsonObject
        {
            ["time_bucket"] = "10:00-11:00",
            ["calls_attempted"] = 620,
            ["calls_answered"] = 245,
            ["avg_talk_time_seconds"] = 138,
        };

        Assert.Equal(camelCase.Text, (await SimulateAsync(Autumn, body)).Text);
    }

    [Theory]
    [InlineData(0.38, 400)]
    [InlineData(0.321, 400)]
    [InlineData(0.32, 200)]
    [InlineData(0.05, 200)]
    public async Task The_sensitive_campaign_requires_an_adjustment_above_its_limit(double rate, int status)
    {
        var answer = await SimulateAsync("campaign-sensitive", Bodies.AnswerSimulation(rate));

        Assert.Equal(status, answer.Status);
        if (status == 400)
        {
            Assert.Contains("probability adjustment", answer["detail"].GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal(["predictiveDialerSettings.answerRate:PROBABILITY_ADJUSTMENT"], answer.Errors);
        }
    }

    [Fact]
    public async Task A_rate_lowered_step_by_step_is_finally_accepted()
    {
        var rates = new List<decimal>();
        Answer answer;
        var rate = 0.38m;
        do
        {
            rates.Add(rate);
            answer = await SimulateAsync("campaign-sensitive", Bodies.AnswerSimulation((double)rate));
            rate -= 0.02m;
        }
        while (answer.Status == 400);

        Assert.Equal([0.38m, 0.36m, 0.34m, 0.32m], rates);
        Assert.Equal(0.32m, answer["predictiveDialerSettings"]["answerRate"]!.GetValue<decimal>());
    }

    [Theory]
    [InlineData(1, 1, 60, 10, 0, 0)]
    [InlineData(2147483647, 1, 1, 10, 86_400, 0)]
    [InlineData(2147483647, 2147483647, 1, 1440, 0.001, 10_000)]
    [InlineData(500, 190, 60, 1440, 86_400, 1)]
    public async Task An_unusual_history_has_an_accuracy(int attempted, int answered, int interval, int window, double talkSec, int calls)
    {
        var body = Bodies.AnswerSimulation(0.05)
            .With("predictiveDialerSettings.interval", $"{interval}")
            .With("predictiveDialerSettings.maxCalls", $"{Math.Max(1, calls)}")
            .With("simulationWindowMinutes", $"{window}");
        body["historicalData"] = new JsonArray(Bodies.Bucket("all day", attempted, answered, talkSec));
        var answer = await SimulateAsync(Autumn, body);

        Assert.Equal(200, answer.Status);
        Assert.InRange(Accuracy(answer), 0, 1);
    }

    [Theory]
    [InlineData("predictiveDialerSettings", null, "predictiveDialerSettings:MISSING")]
    [InlineData("predictiveDialerSettings.answerRate", "0.049", "predictiveDialerSettings.answerRate:OUT_OF_RANGE")]
    [InlineData("predictiveDialerSettings.answerRate", "0.951", "predictiveDialerSettings.answerRate:OUT_OF_RANGE")]
    [InlineData("predictiveDialerSettings.answerRate", "\"0.38\"", "predictiveDialerSettings.answerRate:INVALID_TYPE")]
    [InlineData("predictiveDialerSettings.agentEfficiency", "0.49", "predictiveDialerSettings.agentEfficiency:OUT_OF_RANGE")]
    [InlineData("predictiveDialerSettings.agentEfficiency", "1.01", "predictiveDialerSettings.agentEfficiency:OUT_OF_RANGE")]
    [InlineData("predictiveDialerSettings.interval", "0", "predictiveDialerSettings.interval:OUT_OF_RANGE")]
    [InlineData("predictiveDialerSettings.maxCalls", null, "predictiveDialerSettings.maxCalls:MISSING")]
    [InlineData("predictiveDialerSettings.dialerType", "\"PREVIEW\"", "predictiveDialerSettings.dialerType:NOT_ALLOWED")]
    [InlineData("predictiveDialerSettings.luck", "1", "predictiveDialerSettings.luck:UNKNOWN_MEMBER")]
    [InlineData("simulationWindowMinutes", "9", "simulationWindowMinutes:OUT_OF_RANGE")]
    [InlineData("simulationWindowMinutes", "1441", "simulationWindowMinutes:OUT_OF_RANGE")]
    [InlineData("simulationWindowMinutes", "120.5", "simulationWindowMinutes:OUT_OF_RANGE")]
    [InlineData("historicalData", null, "historicalData:MISSING")]
    [InlineData("historicalData", "[]", "historicalData:EMPTY")]
    [InlineData("historicalData", "[1]", "historicalData[0]:INVALID_TYPE")]
    [InlineData(
        "historicalData",
        """[{"timeBucket":"9","callsAttempted":0,"callsAnswered":0,"avgTalkTimeSeconds":0}]""",
        "historicalData:NO_ATTEMPTS")]
    [InlineData("historicalData.0.timeBucket", "\" \"", "historicalData[0].timeBucket:EMPTY")]
    [InlineData("historicalData.0.callsAttempted", "-1", "historicalData[0].callsAttempted:OUT_OF_RANGE")]
    [InlineData("historicalData.1.callsAnswered", "621", "historicalData[1].callsAnswered:ABOVE_ATTEMPTED")]
    [InlineData("historicalData.2.avgTalkTimeSeconds", "-0.1", "historicalData[2].avgTalkTimeSeconds:OUT_OF_RANGE")]
    [InlineData("historicalData.2.calls_answered", "175", "historicalData[2].calls_answered:AMBIGUOUS")]
    [InlineData("historicalData.2.callsabandoned", "1", "historicalData[2].callsabandoned:UNKNOWN_MEMBER")]
    public async Task An_invalid_body_is_refused_with_the_path_of_the_violation(string path, string? json, string error)
    {
        var answer = await SimulateAsync(Autumn, Bodies.AnswerSimulation().With(path, json));

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
        Assert.Contains(error.Split(':')[0], answer["detail"].GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("probability adjustment", answer["detail"].GetValue<string>(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task All_violations_are_reported_together_also_for_the_sensitive_campaign()
    {
        var body = Bodies.AnswerSimulation(0.96)
            .With("predictiveDialerSettings.agentEfficiency", "0.4")
            .With("simulationWindowMinutes", "5")
            .With("historicalData.0.callsAnswered", "501")
            .With("historicalData.2.callsAttempted", null);
        var answer = await SimulateAsync("campaign-sensitive", body);

        Assert.Equal(400, answer.Status);
        string[] expected =
        [
            "predictiveDialerSettings.answerRate:OUT_OF_RANGE",
            "predictiveDialerSettings.agentEfficiency:OUT_OF_RANGE",
            "simulationWindowMinutes:OUT_OF_RANGE",
            "historicalData[0].callsAnswered:ABOVE_ATTEMPTED",
            "historicalData[2].callsAttempted:MISSING",
        ];
        Assert.Equal(expected, answer.Errors);
        Assert.All(expected, error => Assert.Contains(error.Split(':')[0], answer["detail"].GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_campaign_without_agents_is_refused_and_an_unknown_one_is_not_found()
    {
        var idle = await SimulateAsync("campaign-idle", Bodies.AnswerSimulation());

        Assert.Equal(400, idle.Status);
        Assert.Equal(["campaignId:NO_AGENTS"], idle.Errors);
        Assert.Equal(404, (await SimulateAsync("unknown", Bodies.AnswerSimulation())).Status);
    }

    [Fact]
    public async Task A_client_with_read_scope_only_cannot_simulate()
    {
        var answer = await _tenant.PostAsync(Path(Autumn), Bodies.AnswerSimulation(), "reader");

        Assert.Equal(403, answer.Status);
        Assert.Equal("outbound:campaign:edit", answer["requiredScope"].GetValue<string>());
    }

    [Fact]
    public async Task A_repeated_key_returns_the_first_response_and_is_refused_with_another_rate()
    {
        var key = ("Idempotency-Key", "key-1");
        var first = await _tenant.PostAsync(Path(Autumn), Bodies.AnswerSimulation(), "sandbox", key);
        var again = await _tenant.PostAsync(Path(Autumn), Bodies.AnswerSimulation(), "sandbox", key);
        var other = await _tenant.PostAsync(Path(Autumn), Bodies.AnswerSimulation(0.36), "sandbox", key);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
        Assert.Equal(422, other.Status);
    }

    [Fact]
    public async Task Faults_apply_as_to_other_endpoints()
    {
        await _tenant.AddFaultAsync("""{"fault":"503","path":"**/simulate","retryAfter":"7"}""");
        await _tenant.AddFaultAsync("""{"fault":"truncate","path":"**/simulate"}""");
        var refused = await SimulateAsync(Autumn, Bodies.AnswerSimulation());

        Assert.Equal(503, refused.Status);
        Assert.Equal("7", refused.Headers["Retry-After"]);
        await Assert.ThrowsAsync<HttpRequestException>(() => SimulateAsync(Autumn, Bodies.AnswerSimulation()));
        Assert.Equal(200, (await SimulateAsync(Autumn, Bodies.AnswerSimulation())).Status);
    }

    [Fact]
    public async Task A_history_of_a_month_by_hour_takes_at_most_ten_times_as_long_as_one_of_a_day()
    {
        var day = await SimulateHoursAsync(24);

        // Thirty times the hours. Compares the shortest of several runs, because a busy machine only adds time.
        var month = TimeSpan.MaxValue;
        for (var round = 0; round < 5 && month > day * 10; round++)
        {
            var took = await SimulateHoursAsync(720);
            month = took < month ? took : month;
        }

        Assert.True(month <= day * 10, $"A month took {month}, a day {day}.");
    }

    private async Task<TimeSpan> SimulateHoursAsync(int hours)
    {
        var body = Bodies.AnswerSimulation().With("simulationWindowMinutes", "1440");
        body["historicalData"] = new JsonArray(
            [.. Enumerable.Range(0, hours).Select(hour => (JsonNode)Bodies.Bucket($"hour {hour}", 500, 180 + (hour % 20), 145))]);
        var watch = Stopwatch.StartNew();
        var answer = await SimulateAsync(Autumn, body);

        Assert.Equal(200, answer.Status);
        Assert.InRange(Accuracy(answer), 0.95, 1);
        return watch.Elapsed;
    }

    private static string Path(string id) => $"/api/v2/outbound/campaigns/{id}/simulate";

    private static double Accuracy(Answer answer) => answer["predictedAccuracy"].GetValue<double>();

    private Task<Answer> SimulateAsync(string id, JsonObject body) => _tenant.PostAsync(Path(id), body);
}
