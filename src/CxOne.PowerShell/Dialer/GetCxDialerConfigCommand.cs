using System.Management.Automation;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Dialer;

/// <summary>Reads dialer configurations with their versions: all of them, or by id. They have no names.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsCommon.Get, "CxDialerConfig")]
[OutputType(typeof(DialerConfig))]
public sealed class GetCxDialerConfigCommand : NamedObjectCmdlet<DialerConfig>
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(DialerConfigCompleter))]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        WriteObjects(ObjectSources.DialerConfigs, Id);
    }
}
