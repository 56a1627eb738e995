using CxOne.Published;
using static CxOne.Published.MemberKind;

namespace CxOne.Skills;

/// <summary>
/// The blocks of the parameters of a skill that can be written: where each is read, where it is written, and how its read shape becomes
/// the shape of a write. Source: NICE's API description. The order is that of a change of several blocks: what an abandoned contact hears
/// is in effect before, and the ratio after, everything else.
/// </summary>
internal static class SkillBlocks
{
    public static readonly SkillBlock Cpa = new(
        SkillTables.CpaSettings,
        "cpa-management",
        [
            new("abandonTimeout", Number), new("abandonMessagePath", Text), new("abandonMsgMode", Number),
            new("ansMachineDetMode", Number), new("ansMachineMsg", Text), new("ansMachineOverrideSeconds", Number), new("exceptions", Any),
            new("treatProgressAsRinging", Flag), new("preConnectCPAEnabled", Flag), new("preConnectCPARecording", Flag),
            new("enableCPALogging", Flag), new("agentOverrideOptionFax", Flag), new("agentOverrideOptionAnsweringMachine", Flag),
            new("agentOverrideOptionBadNumber", Flag), new("utteranceMinimumSeconds", Number), new("customerLiveSilenceSeconds", Number),
            new("machineMinimumWithAgentSeconds", Number), new("machineMinimumWithoutAgentSeconds", Number),
            new("machineEndSilenceSeconds", Number), new("machineEndTimeoutSeconds", Number),
            new("agentResponseUtteranceMinimumSeconds", Number), new("agentNoResponseSeconds", Number), new("agentVoiceThreshold", Number),
            new("customerVoiceThreshold", Number),
        ])
    {
        Read = PublishedRoutes.SkillBlock("cpa-management"),
        Wrapper = SkillTables.CpaSettings,
        Items = new Dictionary<string, SkillBlockItems>
        {
            ["exceptions"] = SkillBlockItems.Of(
                new("attempt_No", Number, "attemptNo"), new("ansMachineDetMode", Number), new("ansMachineMsg", Text)),
        },
    };

    public static readonly SkillBlock Retry = new(
        SkillTables.RetrySettings,
        "retry-settings",
        [
            new("loadNonFresh", Flag), new("finalizeWhenExhausted", Flag), new("maximumAttempts", Number),
            new("minimumRetryMinutes", Number), new("maximumNumberOfHandledCalls", Number), new("restrictedCallingMinutes", Number),
            new("restrictedCallingMaxAttempts", Number), new("generalStaleMinutes", Number), new("callbackRestMinutes", Number),
            new("releaseAgentSpecificCalls", Flag), new("maximumNumberOfCallbacks", Number), new("callbackStaleMinutes", Number),
        ])
    {
        Read = PublishedRoutes.SkillBlock("retry-settings"),
        Wrapper = SkillTables.RetrySettings,
    };

    public static readonly SkillBlock Schedule = new(
        SkillTables.ScheduleSettings,
        "schedule-settings",
        [
            new("isScheduled", Flag),
            .. SkillSchedule.Days.SelectMany(day => (PublishedMember[])
            [
                new(SkillSchedule.Start(day), Text), new(SkillSchedule.End(day), Text), new(SkillSchedule.IsActive(day), Flag),
            ]),
        ])
    {
        Read = PublishedRoutes.SkillBlock("schedule-settings"),
        Wrapper = SkillTables.ScheduleSettings,
        Unfold = SkillBlockShapes.Schedule,
    };

    public static readonly SkillBlock TimeZones = new(
        SkillTables.TimeZoneSettings, "time-zones", new PublishedMember(SkillTables.TimeZoneSettings, Any))
    {
        // The read of the block alone is not documented. The only member of the block has the key of the block.
        Unfold = SkillBlockShapes.List(SkillTables.TimeZoneSettings),
        Items = new Dictionary<string, SkillBlockItems>
        {
            [SkillTables.TimeZoneSettings] = SkillBlockItems.Of(
                new("standardName", Text, "name"), new("startTime", Text), new("endTime", Text), new("timeZoneActiveToCall", Flag),
                new("overrideTime", Flag)) with { ReadOnly = ["description"] },
        },
    };

    public static readonly SkillBlock Cadence = new(
        SkillTables.CadenceSettings,
        "cadence-settings",
        new("attemptMode", Text),
        new("recordRequestMode", Text),
        new("destinationRetryRestMinutes", Number),
        new("maximumAttempts", Any, "cadenceMaximumAttempts"),
        new("cadences", Any))
    {
        Items = new Dictionary<string, SkillBlockItems>
        {
            ["maximumAttempts"] = SkillBlockItems.Of(new("fieldName", Text, "label"), new("attempts", Number, "maxAttempts")),
            ["cadences"] = SkillBlockItems.Of(new("fieldName", Text), new("attempts", Number), new("timeConstraints", Any)) with
            {
                ReadOnly = ["order"],
                Order = "order",
                Convert = SkillBlockShapes.TimeConstraints,
            },
        },
    };

    public static readonly SkillBlock ListManagement = new(
        SkillTables.ListManagementSettings,
        "list-management",
        new("displayField1Name", Text),
        new("displayField2Name", Text),
        new("listOrderingOptions", Any))
    {
        ReadOnly = ["displayField1Id", "displayField2Id"],
        Items = new Dictionary<string, SkillBlockItems>
        {
            ["listOrderingOptions"] = SkillBlockItems.Of(new("orderType", Text), new("direction", Text)),
        },
    };

    public static readonly SkillBlock Delivery = new(
        SkillTables.DeliveryPreferences,
        "delivery-preferences",
        [
            new("confirmationRequiredDisabled", Flag), new("confirmationRequiredDeliveryType", Number),
            new("confirmationRequiredTimeout", Number), new("confirmationRequiredTimeoutSubsequent", Number),
            new("confirmationRequiredDefaultAccept", Flag), new("confirmationRequiredDefault", Flag),
            new("complianceRecordsDisabled", Flag), new("complianceRecordsDeliveryType", Number), new("complianceRecordsTimeout", Number),
            new("complianceRecordsTimeoutSubsequent", Number), new("complianceRecordsDefaultAccept", Flag),
            new("showComplianceButtonReschedule", Flag), new("showComplianceButtonRequeue", Flag), new("showComplianceButtonSnooze", Flag),
            new("showComplianceButtonDisposition", Flag), new("showPreviewButtonReschedule", Flag), new("showPreviewButtonRequeue", Flag),
            new("showPreviewButtonSnooze", Flag), new("showPreviewButtonDisposition", Flag),
        ])
    {
        Read = PublishedRoutes.SkillBlock("delivery-preferences"),
        Wrapper = SkillTables.DeliveryPreferences,
    };

    public static readonly SkillBlock Exchange = new(
        SkillTables.XsSettings,
        "xs-settings",
        [
            new("xsScriptID", Number), new("xsCheckinScriptID", Number), new("externalOutboundSkill_No", Text),
            new("xsSkillChangedActive", Flag), new("xsGetContactsActive", Flag), new("xsFreshThreshold", Number),
            new("xsAvailableThreshold", Number), new("xsReadyThreshold", Number), new("xsNumberToRetrieve", Number),
        ])
    {
        Read = PublishedRoutes.SkillBlock("xs-settings"),
        Wrapper = SkillTables.XsSettings,
    };

    public static readonly SkillBlock General = new(
        SkillTables.GeneralSettings,
        "general-settings",
        [
            new("minimumRetryMinutes", Number), new("maximumAttempts", Number), new("defaultContactExpiration", Number),
            new("getPriorityContactsOnContactInsertion", Flag), new("loadCallbacks", Flag), new("loadFresh", Flag),
            new("loadNonFresh", Flag), new("overrideBusinessUnitAbandonRate", Flag), new("maximumRingingDuration", Number),
            new("beginDampenPercentage", Number), new("abandonRateCutoff", Number), new("abandonRateThreshold", Number),
            new("inactiveBlenderTimer", Number), new("maximumRatio", Number), new("aggressiveness", Text),
            new("endOfListNotificationsDelay", Number), new("notifyAgentsWhenListIsEmpty", Flag),
            new("percentageOfAgentsBeforeOverdial", Number), new("blockMultipleCalls", Flag),
            new("consecutiveAttemptsWithoutALiveConnect", Number), new("enableDialingByProficiency", Flag),
            new("proficiencyFactor", Number), new("waitTimeFactor", Number), new("maxConcurrentCallsPerAgent", Number),
            new("maxWaitTimeSeconds", Number), new("deliverCallbacksOnDNCHolidays", Flag), new("deliverPrioritiesOnDNCHolidays", Flag),
        ])
    {
        Read = PublishedRoutes.SkillBlock("general-settings"),
        Wrapper = SkillTables.GeneralSettings,
    };

    /// <summary>All blocks, in the order in which a change writes them.</summary>
    public static readonly IReadOnlyList<SkillBlock> All =
        [Cpa, Retry, Schedule, TimeZones, Cadence, ListManagement, Delivery, Exchange, General];

    /// <summary>The blocks that are shown and cannot be written.</summary>
    public static readonly IReadOnlyList<string> ReadOnly = [SkillTables.FilterSettings, SkillTables.CallingLists];

    /// <summary>Returns a block by its key or the segment of its path, in any case.</summary>
    public static SkillBlock? Find(string name)
        => All.FirstOrDefault(block => block.Key.Equals(name, StringComparison.OrdinalIgnoreCase)
            || block.Segment.Equals(name, StringComparison.OrdinalIgnoreCase));
}
