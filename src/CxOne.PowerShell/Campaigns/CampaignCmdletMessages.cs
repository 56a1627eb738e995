using System.Globalization;

namespace CxOne.PowerShell.Campaigns;

/// <summary>The texts of campaign cmdlets that name a parameter or ask for confirmation.</summary>
internal static class CampaignCmdletMessages
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public const string CampaignsPipedWithId = "CampaignId must not be passed if campaigns are piped.";

    public static string Target(string id, string connection) => $"{id} on {connection}";

    public static string SetWeights(string weights) => $"Set predictive weights ({weights})";

    public static string RestoreWeights(long sequence)
        => string.Create(Culture, $"Restore the weights from before the change in audit record {sequence}");

    public static string WeightsNotATable(bool isJson) => "Weight must be a table of numbers by name, such as @{ answer_rate = 0.12 }."
        + (isJson ? " Convert JSON text with ConvertFrom-Json first." : null);

    public static string WeightNotANumber(string key, string? value)
        => $"Weight {key} must be a number with a point before its decimals (was '{value}').";

    public static string OtherCampaignPiped(string id, string piped)
        => $"CampaignId must be the id of the piped campaign '{piped}' (was '{id}').";

    public static string CallbackUri(string error) => $"CallbackUri: {error}";
}
