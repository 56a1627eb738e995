using CxOne.Campaigns;

namespace CxOne.Tests.Campaigns;

/// <summary>Rows of a dialer history are a call history as they are.</summary>
public sealed class CallHistoryTableTests
{
    [Fact]
    public void Columns_of_a_dialer_history_are_known_and_its_talk_time_is_the_mean_talk_time()
    {
        var table = CallHistoryTable.Read([Row("East", 1, 120), Row("East", 1, null)], []);

        Assert.Empty(table.Violations);
        Assert.Empty(table.Warnings);
        Assert.Equal(
            [(100L, 38L, 120), (100L, 38L, null)],
            table.Buckets.Select(row => (row.CallsAttempted, row.CallsAnswered, row.AvgTalkTimeSeconds)));
    }

    [Fact]
    public void Rows_of_several_skills_are_added_together_with_a_warning_that_names_them()
    {
        var table = CallHistoryTable.Read([Row("East", 1, null), Row("West", 2, null), Row(null, 3, null), Row("East", 1, null)], []);

        Assert.Equal([CampaignMessages.SkillsAdded(["East", "West", "3"])], table.Warnings);
        Assert.Equal(4, table.Buckets.Count);
    }

    [Fact]
    public void A_row_without_answered_calls_needs_no_talk_time_beside_rows_that_have_one()
    {
        CallHistoryBucket[] rows =
        [
            new() { TimeBucket = "09:00", CallsAttempted = 3, CallsAnswered = 0 },
            new() { TimeBucket = "09:00", CallsAttempted = 100, CallsAnswered = 38, AvgTalkTimeSeconds = 120 },
            new() { TimeBucket = "09:00", CallsAttempted = 4, CallsAnswered = 0 },
        ];
        List<string> violations = [];

        var bucket = Assert.Single(CallHistoryDay.Of(rows, violations, []).Buckets);

        Assert.Empty(violations);
        Assert.Equal((107L, 38L, 120d), (bucket.CallsAttempted, bucket.CallsAnswered, bucket.AvgTalkTimeSeconds));
    }

    [Fact]
    public void Two_columns_of_talk_time_are_a_violation()
    {
        var row = Row("East", 1, 120);
        row["AvgTalkTimeSeconds"] = 100;

        Assert.Single(CallHistoryTable.Read([row], []).Violations);
    }

    private static Dictionary<string, object?> Row(string? skill, int id, double? talk) => new()
    {
        ["TimeBucket"] = "09:00",
        ["StartedAt"] = new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero),
        ["SkillId"] = id,
        ["SkillName"] = skill,
        ["CallsAttempted"] = 100,
        ["CallsAnswered"] = 38,
        ["Abandoned"] = 2,
        ["RightPartyConnects"] = null,
        ["ConnectsAht"] = 0.1,
        ["TalkSec"] = talk,
    };
}
