using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Changes exactly the named members of points of contact. Live contacts follow at once.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "CxPointOfContact",
    DefaultParameterSetName = ObjectSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(PointOfContactUpdate))]
public sealed class SetCxPointOfContactCommand : CxConnectedCmdlet
{
    private const string IdSet = "Id";
    private const string ObjectSet = "Object";
    private readonly ExactNames<PointOfContact> _points = new(ObjectSources.PointsOfContact);
    private readonly ExactNames<Skill> _skills = new(ObjectSources.Skills);

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id", KeepsObjects = true)]
    [ArgumentCompleter(typeof(PointOfContactCompleter))]
    public string[] Id { get; set; } = [];

    // A single object in the default set; otherwise pwsh would bind the property Id of the same object first.
    [Parameter(Mandatory = true, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PointOfContact? InputObject { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScriptNameCompleter))]
    public string? ScriptName { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(SkillCompleter))]
    public string? Skill { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    [Parameter]
    public bool? Active { get; set; }

    [Parameter]
    public bool? IvrReporting { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [StrictNumber(IsWhole = true)]
    public int? ChatProfileId { get; set; }

    [Parameter]
    [ValidateRange(0, 1000)]
    [StrictNumber(IsWhole = true)]
    public int ConflictRetryCount { get; set; } = 3;

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var changes = Approve(
            ParameterSetName == ObjectSet ? [Change($"{InputObject!.Id}", InputObject)] : Id.Select(id => Change(id, null)),
            change => PublishedCmdletMessages.Target(change.Base?.Address ?? change.Id, connection.ToString()),
            change => PublishedCmdletMessages.Set(Described(change)),
            async (change, pipeline, token) =>
            {
                var resolved = await ResolveAsync(connection, change, pipeline, token).ConfigureAwait(false);
                var preview = await PointOfContactEditor.PreviewAsync(connection, resolved, pipeline, token).ConfigureAwait(false);
                return PublishedCmdletMessages.Changes(ChangeTexts.Of("Set", preview.Changes), [.. resolved.HiddenChanges]);
            });
        RunForEach(changes, async (change, pipeline, token) =>
        {
            var resolved = await ResolveAsync(connection, change, pipeline, token).ConfigureAwait(false);
            var update = await PointOfContactEditor.SetAsync(connection, resolved, pipeline, token).ConfigureAwait(false);
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }

    private PointOfContactChange Change(string id, PointOfContact? read) => new()
    {
        Id = id,
        Base = read,
        ScriptName = ScriptName,
        Name = Name,
        IsActive = Active,
        IvrReporting = IvrReporting,
        ChatProfileId = ChatProfileId,
        ConflictRetryCount = ConflictRetryCount,
        Force = Force,
    };

    /// <summary>The change in a question that is asked without a preview: the skill is still what the user wrote.</summary>
    private string Described(PointOfContactChange change)
        => Skill is null ? change.ToString() : PublishedCmdletMessages.WithSkill(Skill, change.IsEmpty ? null : change.ToString());

    private async Task<PointOfContactChange> ResolveAsync(
        CxConnection connection, PointOfContactChange change, CxPipeline pipeline, CancellationToken token)
    {
        var resolved = change with
        {
            Id = change.Base is null
                ? await _points.ResolveNumberedAsync(connection, change.Id, pipeline, token).ConfigureAwait(false)
                : change.Id,
        };
        return Skill is null
            ? resolved
            : resolved with { SkillId = await SkillLookup.IdAsync(connection, _skills, Skill, pipeline, token).ConfigureAwait(false) };
    }
}
