using System.Text.Json;
using CxOne.Audit;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Sandbox;
using CxOne.Skills;

namespace CxOne.Tests.Skills;

/// <summary>Changes of dialers on the sandbox, which refuses what a tenant refuses.</summary>
public sealed class SkillDialerEditorTests
{
    private const string Zones = """
        {"timeZoneSettings":[{"standardName":"Eastern Standard Time","startTime":"09:00","endTime":"20:00","timeZoneActiveToCall":true,
         "overrideTime":true}]}
        """;

    public static TheoryData<string, string> Settings => new()
    {
        { "generalSettings", """{"maximumRatio":1.5}""" },
        { "generalSettings", """{"aggressiveness":"aggressive","blockMultipleCalls":true}""" },
        { "cpaSettings", """{"exceptions":[{"attemptNo":2,"ansMachineDetMode":3,"ansMachineMsg":null}]}""" },
        { "retrySettings", """{"callbackStaleMinutes":16}""" },
        { "scheduleSettings", """{"isScheduled":false}""" },
        { "timeZoneSettings", Zones },
        { "cadenceSettings", """{"destinationRetryRestMinutes":45}""" },
        { "cadenceSettings", """{"attemptMode":"2","maximumAttempts":[{"fieldName":"Mobile","attempts":3}]}""" },
        { "deliveryPreferences", """{"confirmationRequiredTimeout":31}""" },
        { "xsSettings", """{"xsFreshThreshold":101}""" },
        { "listManagementSettings", """{"displayField2Name":"FirstName"}""" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task A_change_of_one_block_changes_exactly_the_named_members_under_both_readings_of_a_put(string block, string members)
    {
        List<string> results = [];
        foreach (var put in Enum.GetValues<SandboxPublishedPut>())
        {
            await using var bench = await SkillBench.ConnectAsync(put);
            var before = await bench.ParametersAsync();

            var update = await bench.SetAsync(Change(block, members));

            Assert.Equal("Changed", update.Status);
            Assert.Equal(
                Members(members).Keys.Select(name => $"{block}.{name}").Order(StringComparer.Ordinal),
                update.Changes.Select(change => change.Field).Order(StringComparer.Ordinal));
            var after = await bench.ParametersAsync();
            Assert.Single(before.Split('\n').Zip(after.Split('\n')), pair => pair.First != pair.Second);
            Assert.Equal(1, await bench.WritesAsync());
            results.Add(after);
        }

        Assert.Equal(results[0], results[1]);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task A_restore_returns_every_block_to_its_former_state(string block, string members)
    {
        await using var bench = await SkillBench.ConnectAsync();
        var before = await bench.ParametersAsync();
        await bench.SetAsync(Change(block, members));

        var update = await bench.RestoreAsync(await bench.PlanAsync());

        Assert.Equal("Changed", update.Status);
        Assert.Equal(before, await bench.ParametersAsync());
        Assert.True((await bench.PlanAsync()).IsRestored);
    }

    [Fact]
    public async Task Named_parameters_reach_their_blocks_and_the_message_is_written_first_and_the_ratio_last()
    {
        await using var bench = await SkillBench.ConnectAsync();

        var update = await bench.SetAsync(new SkillDialerChange
        {
            Id = SkillBench.Collections,
            MaximumRatio = 1.2,
            MaximumRingingDurationSec = 30,
            AbandonRateCutoff = 2.5,
            AbandonRateThreshold = 1,
            OverrideBusinessUnitAbandonRate = false,
            Aggressiveness = "moderate",
            AbandonTimeoutSec = 1.5,
            AbandonMessagePath = @"Prompts\Sorry.wav",
            AnsweringMachineMode = 5,
            MaximumAttempts = 9,
            MinimumRetryMinutes = 75,
            Schedule = new Dictionary<string, string?> { ["Daily"] = "09:00-19:00", ["Sunday"] = "10:00-16:00" },
            RuleSet = DialerRuleSet.None,
        });

        Assert.Equal(
            ["cpaSettings", "retrySettings", "scheduleSettings", "generalSettings"], update.Blocks.Select(block => block.Block));
        var all = await bench.ParametersAsync();
        Assert.Contains("\"maximumRatio\":1.2", all, StringComparison.Ordinal);
        Assert.Contains("""{"day":"Sunday","active":true,"startTime":"10:00","endTime":"16:00"}""", all, StringComparison.Ordinal);
        Assert.Contains("""{"day":"Monday","active":true,"startTime":"09:00","endTime":"19:00"}""", all, StringComparison.Ordinal);
        Assert.Contains(update.Warnings, warning => warning.Contains("overrideBusinessUnitAbandonRate is false", StringComparison.Ordinal));
        Assert.Equal(
            [.. Enumerable.Repeat((string[])[AuditOutcome.Started, AuditOutcome.Succeeded], 4).SelectMany(pair => pair)],
            bench.Bench.Records().Select(record => record.Outcome));
        Assert.All(bench.Bench.Records(), record => Assert.Equal(SkillDialerEditor.SetAction, record.Action));

        var restored = await bench.RestoreAsync(await bench.PlanAsync());

        // One change of four blocks is taken back as one.
        Assert.Equal(4, restored.Blocks.Count);
        Assert.Contains("\"maximumRatio\":2,", (await bench.ParametersAsync()).Replace("2.0", "2", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_the_tenant_holds_is_not_written_and_not_recorded()
    {
        await using var bench = await SkillBench.ConnectAsync();

        var update = await bench.SetAsync(
            new SkillDialerChange { Id = SkillBench.Collections, MaximumRatio = 2, RuleSet = DialerRuleSet.None });

        Assert.Equal("Unchanged", update.Status);
        Assert.Equal(0, await bench.WritesAsync());
        Assert.Empty(bench.Bench.Records());
    }

    [Fact]
    public async Task All_violations_are_reported_together_with_the_nearest_names_and_nothing_is_sent()
    {
        await using var bench = await SkillBench.ConnectAsync();
        var change = new SkillDialerChange
        {
            Id = SkillBench.Collections,
            MaximumRatio = 0.5,
            MaximumAttempts = 301,
            AnsweringMachineMode = 10,
            Schedule = new Dictionary<string, string?> { ["Sundy"] = "08:00-09:00", ["Monday"] = null, ["Tuesday"] = "9-5" },
            Settings = new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>
            {
                ["generalSetings"] = Members("{}"),
                ["filterSettings"] = Members("{}"),
                ["generalSettings"] = Members("""{"maximumRatoi":1,"maximumRatio":2,"blockMultipleCalls":"yes"}"""),
                ["cpaSettings"] = Members("""{"exceptions":[{"attempt":1}]}"""),
                ["cadenceSettings"] = Members("""{"cadences":[{"fieldName":"Mobile","attempts":1}]}"""),
            },
            RuleSet = DialerRuleSet.None,
        };

        var check = await bench.TestAsync(change);
        var error = await Assert.ThrowsAsync<CxValidationException>(() => bench.SetAsync(change));

        Assert.False(check.IsValid);
        Assert.Equal(check.Violations, error.Violations);
        string[] parts =
        [
            "MaximumRatio", "MaximumAttempts", "AnsweringMachineMode", "Did you mean 'sunday'", "Monday has no window", "was '9-5'",
            "Did you mean 'generalSettings'", "'filterSettings' cannot be written", "Did you mean 'maximumRatio'", "named twice",
            "blockMultipleCalls must be true or false", "'cpaSettings.exceptions' has no member 'attempt'",
            "Missing: timeConstraints",
        ];
        Assert.All(parts, part => Assert.Contains(check.Violations, violation => violation.Contains(part, StringComparison.Ordinal)));
        Assert.Equal(parts.Length, check.Violations.Count);
        Assert.Equal(0, await bench.WritesAsync());
    }

    [Theory]
    [InlineData("off")]
    [InlineData("Closed")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_day_without_dialing_is_refused_and_the_message_names_the_web_interface(string? window)
    {
        await using var bench = await SkillBench.ConnectAsync();
        var change = new SkillDialerChange
        {
            Id = SkillBench.Collections,
            Schedule = new Dictionary<string, string?> { ["Daily"] = "08:00-20:00", ["Sunday"] = window },
            RuleSet = DialerRuleSet.None,
        };

        var error = await Assert.ThrowsAsync<CxValidationException>(() => bench.SetAsync(change));

        Assert.Contains("web interface", Assert.Single(error.Violations), StringComparison.Ordinal);
        Assert.Equal(0, await bench.WritesAsync());
    }

    [Fact]
    public async Task A_schedule_that_would_keep_an_inactive_day_is_refused_before_it_is_sent_and_names_the_web_interface()
    {
        await using var bench = await SkillBench.ConnectAsync();
        const string WithInactiveSunday = "880102";
        var monday = new SkillDialerChange
        {
            Id = WithInactiveSunday,
            Schedule = new Dictionary<string, string?> { ["Monday"] = "09:00-17:00" },
            RuleSet = DialerRuleSet.None,
        };

        var error = await Assert.ThrowsAsync<CxValidationException>(() => bench.SetAsync(monday));
        var update = await bench.SetAsync(monday with { Schedule = new Dictionary<string, string?> { ["daily"] = "09:00-17:00" } });

        Assert.Contains("sunday", error.Message, StringComparison.Ordinal);
        Assert.Contains("web interface", error.Message, StringComparison.Ordinal);
        Assert.Equal("Changed", update.Status);
        Assert.Equal(1, await bench.WritesAsync());
    }

    [Fact]
    public async Task A_skill_that_does_not_dial_is_refused_before_its_parameters_are_read()
    {
        await using var bench = await SkillBench.ConnectAsync();

        var error = await Assert.ThrowsAsync<CxValidationException>(
            () => bench.SetAsync(new SkillDialerChange { Id = "880150", MaximumRatio = 2 }));

        Assert.Contains("does not dial", error.Message, StringComparison.Ordinal);
    }

    private static SkillDialerChange Change(string block, string members) => new()
    {
        Id = SkillBench.Collections,
        Settings = new Dictionary<string, IReadOnlyDictionary<string, JsonElement>> { [block] = Members(members) },
        RuleSet = DialerRuleSet.None,
    };

    private static Dictionary<string, JsonElement> Members(string json)
        => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
