using static CxOne.Published.MemberKind;

namespace CxOne.Published;

/// <summary>The members of skills and of the blocks of their parameters. Source: NICE's API description.</summary>
internal static class SkillTables
{
    public static readonly MemberTable Skill = new(
        new("id", Number, "skillId"),
        new("name", Text, "skillName"),
        new("mediaTypeId", Number),
        new("mediaTypeName", Text),
        new("isActive", Flag),
        new("isOutbound", Flag),
        new("outboundStrategy", Text),
        new("isRunning", Flag),
        new("campaignId", Number),
        new("campaignName", Text),
        new("scriptName", Text),
        new("serviceLevelGoal", Number),
        new("serviceLevelThreshold", Number));

    /// <summary>The entry of a skill in the list of parameters: the keys of its blocks.</summary>
    public static readonly MemberTable Parameters = new(
        new("id", Number, "skillNo", "skillId"),
        new("name", Text, "skillName"),
        new(GeneralSettings, Any),
        new(CpaSettings, Any, "cpaManagement"),
        new(RetrySettings, Any),
        new(ScheduleSettings, Any),
        new(TimeZoneSettings, Any),
        new(CadenceSettings, Any),
        new(DeliveryPreferences, Any),
        new(XsSettings, Any),
        new(ListManagementSettings, Any),
        new(FilterSettings, Any),
        new(CallingLists, Any));

    /// <summary>The values that <see cref="SkillDialer"/> shows by name. They are the same in every block.</summary>
    public static readonly MemberTable Values = new(
        new("maximumRatio", Number),
        new("maximumRingingDuration", Number),
        new("abandonRateCutoff", Number),
        new("abandonRateThreshold", Number),
        new("overrideBusinessUnitAbandonRate", Flag),
        new("aggressiveness", Text),
        new("abandonTimeout", Number),
        new("abandonMessagePath", Text),
        new("ansMachineDetMode", Number),
        new("maximumAttempts", Number),
        new("minimumRetryMinutes", Number),
        new("isScheduled", Flag));

    /// <summary>The keys of the blocks, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> Blocks =
    [
        GeneralSettings, CpaSettings, RetrySettings, ScheduleSettings, TimeZoneSettings, CadenceSettings, DeliveryPreferences, XsSettings,
        ListManagementSettings, FilterSettings, CallingLists,
    ];

    public const string GeneralSettings = "generalSettings";
    public const string CpaSettings = "cpaSettings";
    public const string RetrySettings = "retrySettings";
    public const string ScheduleSettings = "scheduleSettings";
    public const string TimeZoneSettings = "timeZoneSettings";
    public const string CadenceSettings = "cadenceSettings";
    public const string DeliveryPreferences = "deliveryPreferences";
    public const string XsSettings = "xsSettings";
    public const string ListManagementSettings = "listManagementSettings";
    public const string FilterSettings = "filterSettings";
    public const string CallingLists = "callingLists";
}
