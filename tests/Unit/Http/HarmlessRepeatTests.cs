using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.Ivr;
using CxOne.Tests.Support;
using CxOne.Webhooks;

namespace CxOne.Tests.Http;

/// <summary>Writes that may be repeated without harm: a lost answer does not end them.</summary>
public sealed class HarmlessRepeatTests
{
    public static TheoryData<string> Calls()
        => ["IVR simulation", "answer simulation", "weight simulation", "removal of a webhook", "token"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_read_whose_answer_is_lost_is_repeated(string call)
    {
        await using var session = await TestSession.ConnectAsync();
        var log = session.Log;
        if (call == "token")
        {
            session.Clock.Advance(TimeSpan.FromHours(1));
        }

        session.Server.Then(ScriptedAnswer.Reset()).Then(call switch
        {
            "IVR simulation" => [ScriptedAnswer.Json(200, """{"simulationId":"s-1","pathTraversal":[]}""")],
            "answer simulation" or "weight simulation" => [ScriptedAnswer.Json(200, """{"id":"s-1","status":"COMPLETED"}""")],
            "token" => [ScriptedAnswer.Token("another"), ScriptedAnswer.Json(200, "{}")],
            _ => [ScriptedAnswer.Status(204), ScriptedAnswer.Json(200, """{"entities":[],"total":0,"page":1,"pageSize":25}""")],
        });
        var working = WorkAsync(session.Connection);
        await session.LetWaitsPassAsync(working);
        await working;

        Assert.Equal(session.Sent[0].RequestLine, session.Sent[1].RequestLine);
        Assert.Equal(session.Sent[0].Text, session.Sent[1].Text);
        Assert.Equal(session.Sent[0].Header("Idempotency-Key"), session.Sent[1].Header("Idempotency-Key"));

        Task WorkAsync(CxConnection connection) => call switch
        {
            "IVR simulation" => new IvrApi(connection.Client, log).SimulateAsync(
                new IvrSimulationBody
                {
                    IvrDefinitionId = "d-1", TestSequence = new IvrTestSequence { Inputs = ["1"], MaxTimeoutSeconds = 30 }
                },
                CancellationToken.None),
            "answer simulation" => new CampaignApi(connection.Client, log).SimulateAnswersAsync(
                "c-1",
                new AnswerSimulationBody
                {
                    PredictiveDialerSettings = new AnswerSimulationSettings { AnswerRate = 0.4, AgentEfficiency = 0.8 },
                    SimulationWindowMinutes = 60,
                    HistoricalData = []
                },
                CancellationToken.None),
            "weight simulation" => new CampaignApi(connection.Client, log).StartSimulationAsync(
                new CampaignSimulationBody { CampaignId = "c-1", DurationSeconds = 300 }, CancellationToken.None),
            "removal of a webhook" => WebhookRegistrar.UnregisterAsync(connection, "w-1", null, log, CancellationToken.None),
            _ => session.SendAsync(TestSession.Get()),
        };
    }
}
