using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Pacing;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;
using CxOne.Skills;

namespace CxOne.PowerShell.Published;

/// <summary>The shared parameters of Test-CxSkillDialer and Set-CxSkillDialer.</summary>
public abstract class SkillDialerCmdlet : CxConnectedCmdlet
{
    /// <summary>Skills by id or name.</summary>
    protected const string IdSet = "Id";

    /// <summary>The ratio of a simulation.</summary>
    protected const string RecommendationSet = "Recommendation";

    private readonly ExactNames<Skill> _skills = new(ObjectSources.Skills);

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RecommendationSet)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(OutboundSkillCompleter))]
    public string[] Id { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = RecommendationSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public DialerRatioResult? Recommendation { get; set; }

    [Parameter(ParameterSetName = IdSet)]
    [StrictNumber]
    public double? MaximumRatio { get; set; }

    [Parameter]
    [StrictNumber]
    public double? MaximumStep { get; set; }

    [Parameter]
    [StrictNumber(IsWhole = true)]
    public int? MaximumRingingDurationSec { get; set; }

    [Parameter]
    [StrictNumber]
    public double? AbandonRateCutoff { get; set; }

    [Parameter]
    [StrictNumber]
    public double? AbandonRateThreshold { get; set; }

    [Parameter]
    public bool? OverrideBusinessUnitAbandonRate { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Aggressiveness { get; set; }

    [Parameter]
    [StrictNumber]
    public double? AbandonTimeoutSec { get; set; }

    [Parameter]
    [AllowEmptyString]
    public string? AbandonMessagePath { get; set; }

    [Parameter]
    [StrictNumber(IsWhole = true)]
    public int? AnsweringMachineMode { get; set; }

    [Parameter]
    [StrictNumber(IsWhole = true)]
    public int? MaximumAttempts { get; set; }

    [Parameter]
    [StrictNumber(IsWhole = true)]
    public int? MinimumRetryMinutes { get; set; }

    [Parameter]
    [ValidateNotNull]
    [Table]
    public Hashtable? Schedule { get; set; }

    [Parameter]
    [ValidateNotNull]
    [Table]
    public Hashtable? Setting { get; set; }

    [Parameter]
    [ChoiceName<DialerRuleSet>]
    public DialerRuleSet RuleSet { get; set; } = DialerRuleSet.UsTsr;

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>The changes, one per skill, with the ids or names that the user wrote.</summary>
    private protected IReadOnlyList<SkillDialerChange> Changes(int conflictRetryCount) => Guard(() =>
    {
        var change = new SkillDialerChange
        {
            Id = string.Empty,
            MaximumRatio = Recommendation is null ? MaximumRatio : SkillRatio.Of(Recommendation),
            MaximumStep = MaximumStep,
            MaximumRingingDurationSec = MaximumRingingDurationSec,
            AbandonRateCutoff = AbandonRateCutoff,
            AbandonRateThreshold = AbandonRateThreshold,
            OverrideBusinessUnitAbandonRate = OverrideBusinessUnitAbandonRate,
            Aggressiveness = Aggressiveness,
            AbandonTimeoutSec = AbandonTimeoutSec,
            AbandonMessagePath = AbandonMessagePath,
            AnsweringMachineMode = AnsweringMachineMode,
            MaximumAttempts = MaximumAttempts,
            MinimumRetryMinutes = MinimumRetryMinutes,
            Schedule = Windows(),
            Settings = Settings(),
            RuleSet = RuleSet,
            Reason = Reason,
            ConflictRetryCount = conflictRetryCount,
            Force = Force,
        };
        return Id.Select(id => change with { Id = id }).ToList();
    });

    /// <summary>Replaces the name of the skill by its id.</summary>
    private protected async Task<SkillDialerChange> ResolveAsync(
        CxConnection connection, SkillDialerChange change, CxPipeline pipeline, CancellationToken token)
        => change with
        {
            Id = await _skills.ResolveNumberedAsync(connection, change.Id, pipeline, token).ConfigureAwait(false),
        };

    private Dictionary<string, string?> Windows()
        => JsonObjects.Members(Schedule ?? []).ToDictionary(
            entry => entry.Key,
            entry => entry.Value is null ? null : LanguagePrimitives.ConvertTo<string>(entry.Value),
            StringComparer.Ordinal);

    private Dictionary<string, IReadOnlyDictionary<string, JsonElement>> Settings()
    {
        try
        {
            return JsonObjects.Members(Setting ?? []).ToDictionary(
                block => block.Key,
                IReadOnlyDictionary<string, JsonElement> (block) => Members(block.Key, block.Value),
                StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is ArgumentException or RuntimeException)
        {
            throw new CxValidationException([PublishedCmdletMessages.SettingNotJson(exception.Message)], Setting);
        }
    }

    private Dictionary<string, JsonElement> Members(string block, object? value)
        => value is not null && JsonObjects.ToElement(value) is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : throw new CxValidationException([PublishedCmdletMessages.SettingNotTable(block)], Setting);
}
