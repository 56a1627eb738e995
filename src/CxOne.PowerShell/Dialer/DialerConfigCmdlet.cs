using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Campaigns;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Dialer;

/// <summary>The shared parameters of Test-CxDialerConfig and Set-CxDialerConfig.</summary>
public abstract class DialerConfigCmdlet : CampaignChangeCmdlet
{
    /// <summary>Configurations by id.</summary>
    protected const string IdSet = "Id";

    /// <summary>A configuration as it was read.</summary>
    protected const string ObjectSet = "Object";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id", KeepsObjects = true)]
    [ArgumentCompleter(typeof(DialerConfigCompleter))]
    public string[] Id { get; set; } = [];

    // Not an array, and in the default set: otherwise pwsh binds the property Id of the piped object first, and its version is lost.
    [Parameter(Mandatory = true, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    [DialerConfigInput]
    public DialerConfig? InputObject { get; set; }

    /// <summary>The version that the caller has read, so that later changes of other clients are detected.</summary>
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? ETag { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PacingTypeCompleter))]
    public string? PacingType { get; set; }

    [Parameter]
    [StrictNumber]
    public double? DialRate { get; set; }

    [Parameter]
    [StrictNumber]
    public double? AgentRatio { get; set; }

    [Parameter]
    [Alias("MaxAbandonment")]
    [StrictNumber]
    public double? MaxAbandonmentRate { get; set; }

    [Parameter]
    [StrictNumber]
    public double? MaxQueueDepth { get; set; }

    [Parameter]
    [StrictNumber]
    public double? AnswerRateThreshold { get; set; }

    [Parameter]
    [ValidateNotNull]
    [Table]
    public Hashtable? ComplianceRules { get; set; }

    [Parameter]
    public SwitchParameter RepairExisting { get; set; }

    /// <summary>The changes, one per configuration.</summary>
    private protected IReadOnlyList<DialerConfigChange> Changes(int conflictRetryCount)
    {
        var rules = ComplianceRuleValues();
        return ParameterSetName == ObjectSet
            ? [Change(InputObject!.Id, InputObject, rules, conflictRetryCount)]
            : [.. Id.Select(id => Change(id, null, rules, conflictRetryCount))];
    }

    /// <summary>Replaces the name of the campaign by its id.</summary>
    private protected async Task<DialerConfigChange> WithCampaignAsync(
        CxConnection connection, DialerConfigChange change, CxPipeline pipeline, CancellationToken token)
        => change with { CampaignId = await CampaignIdAsync(connection, pipeline, token).ConfigureAwait(false) };

    private DialerConfigChange Change(
        string id, DialerConfig? config, IReadOnlyDictionary<string, JsonElement?> rules, int conflictRetryCount) => new()
    {
        Id = id,
        Base = config is not null && DialerConfigCopies.Of(config) is null ? config : null,
        Copy = config is null ? null : DialerConfigCopies.Of(config),
        ETag = string.IsNullOrEmpty(ETag) ? null : ETag,
        PacingType = PacingType,
        DialRate = DialRate,
        AgentRatio = AgentRatio,
        MaxAbandonmentRate = MaxAbandonmentRate,
        MaxQueueDepth = MaxQueueDepth,
        AnswerRateThreshold = AnswerRateThreshold,
        ComplianceRules = rules,
        CampaignId = CampaignId,
        RuleSet = RuleSet,
        ConflictRetryCount = conflictRetryCount,
        RepairExisting = RepairExisting,
        Force = Force,
    };

    private Dictionary<string, JsonElement?> ComplianceRuleValues() => Guard(() =>
    {
        try
        {
            return JsonObjects.Members(ComplianceRules ?? [])
                .ToDictionary(
                    rule => rule.Key,
                    rule => rule.Value is null ? (JsonElement?)null : JsonObjects.ToElement(rule.Value),
                    StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is ArgumentException or RuntimeException)
        {
            throw new CxValidationException([DialerCmdletMessages.RulesNotJson(exception.Message)], ComplianceRules);
        }
    });
}
