using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>Pacing, abandonment limits and priorities of a dialer.</summary>
internal static class GeneralSettings
{
    private static readonly string[] Aggressiveness = ["conservative", "moderate", "aggressive"];

    public static SettingBlock Block { get; } = new()
    {
        Path = "general-settings",
        Member = "generalSettings",
        Wrapper = "generalSettings",
        Alone = SettingShapes.Same,
        Among = Among,
        Fields =
        [
            SettingField.Whole("minimumRetryMinutes", RetrySettings.RetryMinutes, isNullable: true),
            SettingField.Whole("maximumAttempts", RetrySettings.Attempts, isNullable: true, 1, 300),
            SettingField.Whole("defaultContactExpiration", _ => 43200, isNullable: true),
            SettingField.Flag("getPriorityContactsOnContactInsertion", _ => false),
            SettingField.Flag("loadCallbacks", _ => true),
            SettingField.Flag("loadFresh", _ => true),
            SettingField.Flag("loadNonFresh", _ => true),
            SettingField.Flag("overrideBusinessUnitAbandonRate", index => index % 2 == 0),
            SettingField.Whole("maximumRingingDuration", index => 24 + (2 * (index % 4)), isNullable: true),
            SettingField.Whole("beginDampenPercentage", _ => 50, isNullable: true),
            SettingField.Number("abandonRateCutoff", _ => 3m, isNullable: true),
            SettingField.Number("abandonRateThreshold", _ => 2m, isNullable: true),
            SettingField.Whole("inactiveBlenderTimer", _ => 30, isNullable: true),
            SettingField.Number("maximumRatio", index => 2m + (index % 3 * 0.5m), isNullable: true, minimum: 1),
            SettingField.Text("aggressiveness", index => Aggressiveness[index % 3], isNullable: true, Aggressiveness),
            SettingField.Whole("endOfListNotificationsDelay", _ => 300, isNullable: true),
            SettingField.Flag("notifyAgentsWhenListIsEmpty", _ => true, isNullable: true),
            SettingField.Whole("percentageOfAgentsBeforeOverdial", _ => 80, isNullable: true, 0, 100),
            SettingField.Flag("blockMultipleCalls", _ => false, isNullable: true),
            SettingField.Whole("consecutiveAttemptsWithoutALiveConnect", _ => 25, isNullable: true),
            SettingField.Flag("enableDialingByProficiency", _ => false, isNullable: true),
            SettingField.Number("proficiencyFactor", _ => 10m),
            SettingField.Number("waitTimeFactor", _ => 7m),
            SettingField.Whole("maxConcurrentCallsPerAgent", _ => 1),
            SettingField.Whole("maxWaitTimeSeconds", _ => 180),
            SettingField.Flag("deliverCallbacksOnDNCHolidays", _ => false, isNullable: true),
            SettingField.Flag("deliverPrioritiesOnDNCHolidays", _ => false, isNullable: true),
        ],
    };

    /// <summary>The two members on DNC holidays are missing there, and two members have other types.</summary>
    private static JsonObject Among(JsonObject block)
    {
        var json = SettingShapes.Same(block);
        json.Remove("deliverCallbacksOnDNCHolidays");
        json.Remove("deliverPrioritiesOnDNCHolidays");
        json["waitTimeFactor"] = block["waitTimeFactor"]!.GetValue<decimal>() > 0;
        var text = SettingShapes.Text(block, "aggressiveness");
        json["aggressiveness"] = text is null ? null : Array.IndexOf(Aggressiveness, text) + 1;
        return json;
    }
}
