namespace CxOne.PowerShell.Pacing;

/// <summary>The texts of the area that name cmdlets, parameters or the pipeline.</summary>
internal static class PacingCmdletMessages
{
    public const string EmptyPipeline = "The pipeline is empty. Pipe at least one dialer configuration, campaign or history row.";

    public const string CampaignsAndOthers
        = "Campaigns must not be piped together with dialer configurations, skills or CampaignId; a simulation has the "
            + "agents of one campaign.";

    public const string WritePage = "Write pacing curve page";

    public static string NotSimulationInput(string type)
        => $"The input object of type {type} is not a dialer configuration, a dialer of a skill, a campaign or a history row with "
            + $"TimeBucket, CallsAttempted and CallsAnswered.";

    public static string NotSimulationResult(string type)
        => $"The input object of type {type} is not a result of Invoke-CxDialerSimulation. "
            + $"Deserialized objects, such as those of Import-Clixml, are not accepted.";
}
