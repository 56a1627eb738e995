using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;
using CxOne.Skills;

namespace CxOne.PowerShell.Published;

/// <summary>The shared parameters of Start-CxSkill and Stop-CxSkill.</summary>
public abstract class SkillRunCmdlet : CxConnectedCmdlet
{
    private readonly ExactNames<Skill> _skills = new(ObjectSources.Skills);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(OutboundSkillCompleter))]
    public string[] Id { get; set; } = [];

    [Parameter]
    [ValidateRange(1, 86_400)]
    [StrictNumber(IsWhole = true)]
    public int TimeoutSec { get; set; } = 120;

    [Parameter]
    [ValidateRange(0.01, 3600.0)]
    [StrictNumber]
    public double? PollingIntervalSec { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Asks about each skill, then makes the change and waits until the tenant shows it.</summary>
    private protected void Run(
        string action,
        bool force,
        Func<CxConnection, SkillRunOptions, ICxLog, CancellationToken, Task<SkillRunUpdate>> run)
    {
        var connection = Tenant;
        var options = new SkillRunOptions
        {
            Id = string.Empty,
            Force = force,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            PollingInterval = PollingIntervalSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        var approved = Approve(
            Id,
            id => PublishedCmdletMessages.Target(id, connection.ToString()),
            _ => action,
            async (id, pipeline, token) =>
            {
                var number = await _skills.ResolveNumberedAsync(connection, id, pipeline, token).ConfigureAwait(false);
                var skill = await SkillRunner.PreviewAsync(connection, options with { Id = number }, pipeline, token).ConfigureAwait(false);
                return PublishedCmdletMessages.Run(action, skill.IsRunning);
            });
        RunForEach(approved, async (id, pipeline, token) =>
        {
            var number = await _skills.ResolveNumberedAsync(connection, id, pipeline, token).ConfigureAwait(false);
            var update = await run(connection, options with { Id = number }, pipeline, token).ConfigureAwait(false);
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }
        });
    }
}
