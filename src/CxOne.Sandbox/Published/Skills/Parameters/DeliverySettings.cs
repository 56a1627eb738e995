namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>How records are delivered to agents, and the scripts that exchange records with other systems.</summary>
internal static class DeliverySettings
{
    private const int LastDeliveryType = 5;

    public static SettingBlock Preferences { get; } = new()
    {
        Path = "delivery-preferences",
        Member = "deliveryPreferences",
        Wrapper = "deliveryPreferences",
        Alone = SettingShapes.Same,
        Among = SettingShapes.Same,
        Fields =
        [
            SettingField.Flag("confirmationRequiredDisabled", _ => false),
            SettingField.Whole("confirmationRequiredDeliveryType", _ => 1, isNullable: false, 0, LastDeliveryType),
            SettingField.Whole("confirmationRequiredTimeout", _ => 30),
            SettingField.Whole("confirmationRequiredTimeoutSubsequent", _ => 30),
            SettingField.Flag("confirmationRequiredDefaultAccept", _ => false, isNullable: true),
            SettingField.Flag("confirmationRequiredDefault", _ => false),
            SettingField.Flag("complianceRecordsDisabled", _ => false),
            SettingField.Whole("complianceRecordsDeliveryType", _ => 4, isNullable: false, 0, LastDeliveryType),
            SettingField.Whole("complianceRecordsTimeout", _ => 30),
            SettingField.Whole("complianceRecordsTimeoutSubsequent", _ => 30),
            SettingField.Flag("complianceRecordsDefaultAccept", _ => false, isNullable: true),
            SettingField.Flag("showComplianceButtonReschedule", _ => true),
            SettingField.Flag("showComplianceButtonRequeue", _ => true),
            SettingField.Flag("showComplianceButtonSnooze", _ => false),
            SettingField.Flag("showComplianceButtonDisposition", _ => true),
            SettingField.Flag("showPreviewButtonReschedule", _ => true),
            SettingField.Flag("showPreviewButtonRequeue", _ => true),
            SettingField.Flag("showPreviewButtonSnooze", _ => false),
            SettingField.Flag("showPreviewButtonDisposition", _ => true),
        ],
    };

    public static SettingBlock Exchange { get; } = new()
    {
        Path = "xs-settings",
        Member = "xsSettings",
        Wrapper = "xsSettings",
        Alone = SettingShapes.Same,
        Among = block => SettingShapes.Renamed(
            block, ("xsScriptID", "xsScriptId"), ("xsCheckinScriptID", "xsCheckinScriptId")),
        Fields =
        [
            SettingField.Whole("xsScriptID", _ => 0),
            SettingField.Whole("xsCheckinScriptID", _ => 0),
            SettingField.Text("externalOutboundSkill_No", _ => string.Empty),
            SettingField.Flag("xsSkillChangedActive", _ => false),
            SettingField.Flag("xsGetContactsActive", _ => false),
            SettingField.Whole("xsFreshThreshold", _ => 100),
            SettingField.Whole("xsAvailableThreshold", _ => 100),
            SettingField.Whole("xsReadyThreshold", _ => 100),
            SettingField.Whole("xsNumberToRetrieve", _ => 500),
        ],
    };
}
