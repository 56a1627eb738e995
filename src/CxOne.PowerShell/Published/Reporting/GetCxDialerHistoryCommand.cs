using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Reads what outbound skills dialed, interval by interval, as a call history for simulations.</summary>
[Cmdlet(VerbsCommon.Get, "CxDialerHistory")]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(DialerHistoryRow))]
public sealed class GetCxDialerHistoryCommand : NamedObjectCmdlet<Skill>
{
    private readonly Dictionary<int, string?> _skills = [];
    private bool _isLimited;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SkillId")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Id", "SkillId")]
    [ArgumentCompleter(typeof(OutboundSkillCompleter))]
    public string[]? Skill { get; set; }

    [Parameter]
    [IsoTime]
    public DateTime? After { get; set; }

    [Parameter]
    [IsoTime]
    public DateTime? Before { get; set; }

    [Parameter]
    public SwitchParameter AbandonsBeside { get; set; }

    [Parameter]
    [ChoiceName<DialerAhtUnit>]
    public DialerAhtUnit? AhtUnit { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _isLimited = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Skill));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        switch (PipedObject?.BaseObject)
        {
            case Skill skill:
                _skills[skill.Id] = skill.Name;
                return;
            case SkillDialer dialer:
                _skills[dialer.Id] = dialer.Name;
                return;
        }

        if (Skill is null)
        {
            return;
        }

        var connection = Tenant;
        RunForEach(Skill, async (text, pipeline, token) =>
        {
            foreach (var skill in await FindAsync(connection, ObjectSources.Skills, text, pipeline, token).ConfigureAwait(false))
            {
                _skills[skill.Id] = skill.Name;
            }
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_isLimited && _skills.Count == 0)
        {
            // To return all skills instead would be a surprise.
            return;
        }

        var connection = Tenant;
        var request = new DialerHistoryRequest
        {
            Skills = _skills,
            After = After is { } after ? Moment.Of(after) : null,
            Before = Before is { } before ? Moment.Of(before) : null,
            AbandonsBeside = AbandonsBeside,
            AhtUnit = AhtUnit,
            TimeZone = TimeZone,
        };
        Run(async (pipeline, token) =>
        {
            await foreach (var rows in DialerHistoryReader.ReadAsync(connection, request, pipeline, token).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(rows).ConfigureAwait(false);
            }
        });
    }
}
