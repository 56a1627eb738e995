namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>When and how often a dialer tries a record again. Two members mirror those of <see cref="GeneralSettings"/>.</summary>
internal static class RetrySettings
{
    /// <summary>The members that this block and the general settings share.</summary>
    public static readonly string[] Mirrored = ["minimumRetryMinutes", "maximumAttempts"];

    public static SettingBlock Block { get; } = new()
    {
        Path = "retry-settings",
        Member = "retrySettings",
        Wrapper = "retrySettings",
        Alone = SettingShapes.Same,
        Among = SettingShapes.Same,
        Fields =
        [
            SettingField.Flag("loadNonFresh", _ => true),
            SettingField.Flag("finalizeWhenExhausted", _ => true),
            SettingField.Whole("maximumAttempts", Attempts, isNullable: false, 1, 300),
            SettingField.Whole("minimumRetryMinutes", RetryMinutes),
            SettingField.Whole("maximumNumberOfHandledCalls", _ => 10),
            SettingField.Whole("restrictedCallingMinutes", _ => 0),
            SettingField.Whole("restrictedCallingMaxAttempts", _ => 0),
            SettingField.Whole("generalStaleMinutes", _ => 30),
            SettingField.Whole("callbackRestMinutes", _ => 1440),
            SettingField.Flag("releaseAgentSpecificCalls", _ => false),
            SettingField.Whole("maximumNumberOfCallbacks", _ => 10),
            SettingField.Whole("callbackStaleMinutes", _ => 15),
        ],
    };

    public static int? RetryMinutes(int index) => 60 * (1 + (index % 4));

    public static int? Attempts(int index) => 6 + (index % 5);
}
