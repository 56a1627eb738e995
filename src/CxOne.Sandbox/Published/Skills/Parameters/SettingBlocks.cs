namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>The blocks of the settings of a Personal Connection skill.</summary>
internal static class SettingBlocks
{
    public static IReadOnlyList<SettingBlock> All { get; } =
    [
        GeneralSettings.Block,
        CpaSettings.Block,
        DeliverySettings.Exchange,
        DeliverySettings.Preferences,
        RetrySettings.Block,
        ScheduleSettings.Block,
        TimeZoneSettings.Block,
        CadenceSettings.Block,
        ListManagement.Block,
    ];
}
