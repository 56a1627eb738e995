using System.Text;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Campaigns;

/// <summary>The campaigns of the sample tenant.</summary>
internal static class SampleCampaigns
{
    public const string SensitiveId = "campaign-sensitive";

    private const string AutumnId = "12345678-1234-1234-1234-123456789012";

    private const string Autumn = """
        {"id":"12345678-1234-1234-1234-123456789012","name":"Autumn renewals","agentCount":50,"version":4,
        "predictiveDialerSettings":{"algorithmId":"CXONE_PREDICTIVE_V3",
        "parameterWeights":{"answer_rate":0.15,"call_rate":-0.05,"predictive_factor":0.22},
        "validationSplit":0.80,"maxDeviationLimit":0.25,"convergenceThreshold":0.05},
        "configuration":{"enablePredictiveTuning":true,"simulationTrigger":"automatic","driftProtection":true,"timeZone":"America/New_York"},
        "dispositionPolicy":{"maxAttempts":6,"retryMinutes":[30,120,1440],"machineDetection":0.850}}
        """;

    private const string Idle = """
        {"id":"campaign-idle","name":"Spring win-back (not staffed)","agentCount":0,"version":1,
        "predictiveDialerSettings":{"algorithmId":"CXONE_PREDICTIVE_V3",
        "parameterWeights":{"answer_rate":0.10,"call_rate":0.0},
        "validationSplit":0.75,"maxDeviationLimit":0.20,"convergenceThreshold":0.05},
        "configuration":{"enablePredictiveTuning":false,"simulationTrigger":"manual","driftProtection":false,"timeZone":"America/Chicago"},
        "dispositionPolicy":{"maxAttempts":4,"retryMinutes":[60,1440],"machineDetection":0.900}}
        """;

    private const string Sensitive = """
        {"id":"campaign-sensitive","name":"Health plan reminders","agentCount":24,"version":2,
        "predictiveDialerSettings":{"algorithmId":"CXONE_PREDICTIVE_V3",
        "parameterWeights":{"answer_rate":0.12,"call_rate":-0.08,"predictive_factor":0.10,"agent_efficiency":-0.10},
        "validationSplit":0.80,"maxDeviationLimit":0.20,"convergenceThreshold":0.01},
        "configuration":{"enablePredictiveTuning":true,"simulationTrigger":"automatic","driftProtection":true,"timeZone":"America/Denver"},
        "dispositionPolicy":{"maxAttempts":3,"retryMinutes":[240],"machineDetection":0.950}}
        """;

    public static List<StoredCampaign> All() =>
    [
        Stored(AutumnId, 4, 50, Autumn),
        Stored("campaign-idle", 1, 0, Idle),
        Stored(SensitiveId, 2, 24, Sensitive),
    ];

    private static StoredCampaign Stored(string id, long version, int agents, string json) =>
        new() { Id = id, Version = version, AgentCount = agents, Body = JsonText.Of(Encoding.UTF8.GetBytes(json)) };
}
