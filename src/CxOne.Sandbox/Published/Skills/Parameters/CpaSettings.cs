using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>Call progress analysis: answering machines, abandoned calls, voice detection.</summary>
internal static class CpaSettings
{
    private static readonly SettingField[] ExceptionFields =
    [
        SettingField.Whole("attempt_No", _ => 1, isNullable: false, 1),
        SettingField.Whole("ansMachineDetMode", _ => 0, isNullable: false, 0, 9),
        SettingField.Text("ansMachineMsg", _ => null, isNullable: true),
    ];

    public static SettingBlock Block { get; } = new()
    {
        Path = "cpa-management",
        Member = "cpaSettings",
        Wrapper = "cpaSettings",
        Alone = block => SettingShapes.Renamed(
            block, ("ansMachineOverrideSeconds", "AnsMachineOverrideSeconds"), ("treatProgressAsRinging", "TreatProgressAsRinging")),
        Among = Among,
        Fields =
        [
            SettingField.Number("abandonTimeout", _ => 2m),
            SettingField.Text("abandonMessagePath", _ => "Prompts\\Abandon.wav"),
            SettingField.Whole("abandonMsgMode", _ => 1, isNullable: false, 0, 2),
            SettingField.Whole("ansMachineDetMode", index => 2 + (index % 3), isNullable: false, 0, 9),
            SettingField.Text("ansMachineMsg", index => index % 2 == 0 ? "Prompts\\Message.wav" : null, isNullable: true),
            SettingField.Whole("ansMachineOverrideSeconds", _ => 30),
            SettingField.Items("exceptions", Exceptions, ReadException),
            SettingField.Flag("treatProgressAsRinging", _ => true, isNullable: true),
            SettingField.Flag("preConnectCPAEnabled", _ => true, isNullable: true),
            SettingField.Flag("preConnectCPARecording", _ => false),
            SettingField.Flag("enableCPALogging", _ => false, isNullable: true),
            SettingField.Flag("agentOverrideOptionFax", _ => true),
            SettingField.Flag("agentOverrideOptionAnsweringMachine", _ => true),
            SettingField.Flag("agentOverrideOptionBadNumber", _ => false),
            SettingField.Number("utteranceMinimumSeconds", _ => 0.2m, isNullable: true),
            SettingField.Number("customerLiveSilenceSeconds", _ => 1.1m, isNullable: true),
            SettingField.Number("machineMinimumWithAgentSeconds", _ => 3m, isNullable: true),
            SettingField.Number("machineMinimumWithoutAgentSeconds", _ => 3m, isNullable: true),
            SettingField.Number("machineEndSilenceSeconds", _ => 1m, isNullable: true),
            SettingField.Number("machineEndTimeoutSeconds", _ => 20m),
            SettingField.Number("agentResponseUtteranceMinimumSeconds", _ => 0.5m),
            SettingField.Number("agentNoResponseSeconds", _ => 1.4m),
            SettingField.Whole("agentVoiceThreshold", _ => 10000),
            SettingField.Whole("customerVoiceThreshold", _ => 16000, isNullable: true),
        ],
    };

    private static JsonArray? Exceptions(int index) => index % 4 != 0
        ? []
        : [new JsonObject { ["attempt_No"] = 1, ["ansMachineDetMode"] = 0, ["ansMachineMsg"] = null }];

    private static JsonObject ReadException(JsonBodyValidator item) => SettingField.ReadAll(item, ExceptionFields);

    private static JsonObject Among(JsonObject block)
    {
        var json = SettingShapes.Same(block);
        json["exceptions"] = SettingShapes.Each(
            block["exceptions"], (item, _) => SettingShapes.Renamed(item, ("attempt_No", "attemptNo")));
        json["enableCPALogging"] = block["enableCPALogging"]?.GetValue<bool>().ToString(CultureInfo.InvariantCulture);
        return json;
    }
}
