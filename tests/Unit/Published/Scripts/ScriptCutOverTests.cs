using System.Text;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Published;
using CxOne.Tests.Faults;

namespace CxOne.Tests.Published.Scripts;

/// <summary>A cut-over that is taken back keeps what other users did, and no caller is left without a script.</summary>
public sealed class ScriptCutOverTests
{
    [Fact]
    public async Task A_point_of_contact_that_another_user_has_connected_meanwhile_is_not_set_back()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        var plan = await bench.PlanAsync(ScriptFaults.Point, ScriptFaults.OtherPoint);
        var former = await bench.ScriptOfAsync(ScriptFaults.Point);
        const string theirs = @"DEV\Theirs";
        Assert.NotEqual(theirs, former);
        bench.Spoil("PUT", $"/points-of-contact/{ScriptFaults.OtherPoint}", async exchange =>
        {
            await bench.RunAsync(ScriptEdit.PublishAsync(
                bench.Connection, await ScriptEdit.RequestAsync(bench.Connection, theirs), NullCxLog.Instance));
            await bench.LeadAsync(ScriptFaults.Point, theirs);
            await exchange.SendAsync(HttpBytes.Refusal(403));
        });

        var (result, failure) = await bench.PublishAsync(plan);

        Assert.Equal(CxErrors.ScriptNotReverted, failure!.Definition);
        Assert.Equal("NotReverted", result.Status);
        Assert.Equal([ScriptFaults.Point], result.NotReverted);
        Assert.Equal(theirs, await bench.ScriptOfAsync(ScriptFaults.Point));
    }

    [Fact]
    public async Task A_script_to_which_a_point_of_contact_without_a_former_script_leads_is_not_deleted()
    {
        const string name = @"DEV\Brand new";
        await using var bench = await ScriptFaults.ConnectAsync();
        var request = (await ScriptEdit.RequestAsync(bench.Connection, name)) with
        {
            PointsOfContact = [ScriptFaults.Point, ScriptFaults.OtherPoint],
        };
        var plan = await ScriptPublisher.PlanAsync(bench.Connection, request, bench.Log, CancellationToken.None);
        bench.Spoil("GET", $"/points-of-contact/{ScriptFaults.Point}", async exchange =>
        {
            var answer = await exchange.ApplyAsync();
            var text = Encoding.UTF8.GetString(answer.Body.Span);
            Assert.Contains("\"scriptName\"", text, StringComparison.Ordinal);
            await exchange.SendAsync(HttpBytes.Of(answer, Encoding.UTF8.GetBytes(WithoutScript(JsonNode.Parse(text)!).ToJsonString())));
        });
        bench.Spoil(
            "PUT", $"/points-of-contact/{ScriptFaults.OtherPoint}",
            static exchange => exchange.SendAsync(HttpBytes.Refusal(403)), count: 1000);

        var (result, failure) = await bench.PublishAsync(plan);

        Assert.Equal(CxErrors.ScriptNotReverted, failure!.Definition);
        Assert.Equal("NotReverted", result.Status);
        Assert.Equal([ScriptFaults.Point], result.NotReverted);
        Assert.Equal(0, await bench.CountAsync("DELETE", "/scripts"));
        Assert.Equal(name, await bench.ScriptOfAsync(ScriptFaults.Point));
    }

    [Fact]
    public async Task A_stop_between_two_points_of_contact_shows_that_the_script_was_saved()
    {
        await using var bench = await ScriptFaults.ConnectAsync();
        var plan = await bench.PlanAsync(ScriptFaults.Point, ScriptFaults.OtherPoint);
        bench.StopAt("GET", $"/points-of-contact/{ScriptFaults.OtherPoint}");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.PublishAsync(plan));

        Assert.Contains($"'{ScriptEdit.Name}' was saved", bench.Log.StoppedNotes[^1], StringComparison.Ordinal);
    }

    /// <summary>Empties every member scriptName, wherever the answer has it.</summary>
    private static JsonNode WithoutScript(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (name.Equals("scriptName", StringComparison.OrdinalIgnoreCase))
                    {
                        members[name] = string.Empty;
                    }
                    else if (value is not null)
                    {
                        WithoutScript(value);
                    }
                }

                break;
            case JsonArray list:
                foreach (var entry in list.Where(entry => entry is not null))
                {
                    WithoutScript(entry!);
                }

                break;
        }

        return node;
    }
}
