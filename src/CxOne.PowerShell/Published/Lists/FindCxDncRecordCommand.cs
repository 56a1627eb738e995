using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Finds do-not-call records of phone numbers, or lists those of groups. Nothing is changed.</summary>
[Cmdlet(VerbsCommon.Find, "CxDncRecord", DefaultParameterSetName = NumberSet)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(DncRecord))]
public sealed class FindCxDncRecordCommand : CxConnectedCmdlet
{
    private const string NumberSet = "PhoneNumber";
    private const string GroupSet = "Group";
    private readonly DncGroupLookup _groups = new();

    [Parameter(
        Mandatory = true, Position = 0, ParameterSetName = NumberSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ObjectId("PhoneNumber", "Number", "Phone")]
    public string[] PhoneNumber { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = GroupSet)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(DncGroupCompleter))]
    public string[] Group { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        if (ParameterSetName == NumberSet)
        {
            RunForEach(PhoneNumber, async (number, pipeline, token) => await pipeline.WriteAsync(
                await DncReader.FindAsync(connection, number, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
            return;
        }

        RunForEach(Group, async (text, pipeline, token) =>
        {
            var group = await _groups.FindAsync(connection, text, pipeline, token).ConfigureAwait(false);
            await foreach (var page in DncReader.ListRecordsAsync(connection, group, pipeline, token).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(page.Items).ConfigureAwait(false);
            }
        });
    }
}
