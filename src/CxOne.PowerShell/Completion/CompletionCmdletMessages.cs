namespace CxOne.PowerShell.Completion;

/// <summary>The descriptions beside completed values. A snapshot test holds all of them.</summary>
internal static class CompletionCmdletMessages
{
    public const string Predictive = "dials ahead for agents who will soon be free";
    public const string Progressive = "dials one number for each idle agent";
    public const string Preview = "agents start each call themselves";

    public const string PredictiveTuned = "predictive weights were changed";
    public const string SimulationCompleted = "a campaign simulation has completed";
    public const string SimulationFailed = "a campaign simulation has failed";
    public const string CampaignUpdated = "a campaign was changed";

    public static string TimeZone(string offset) => $"UTC{offset} now";
}
