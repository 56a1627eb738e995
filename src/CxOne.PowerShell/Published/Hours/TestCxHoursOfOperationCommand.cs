using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Determines whether hours profiles are open, closed or on holiday at a time, and when that changes.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CxHoursOfOperation", DefaultParameterSetName = ObjectSet)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(HoursStatus))]
public sealed class TestCxHoursOfOperationCommand : CxConnectedCmdlet
{
    private const string IdSet = "Id";
    private const string ObjectSet = "Object";

    // The names need no days, which some tenants return only with a single profile.
    private readonly ExactNames<HoursOfOperation> _names = new(ObjectSources.HoursOfOperation with { List = HoursReader.ListNamesAsync });

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id", KeepsObjects = true)]
    [ArgumentCompleter(typeof(HoursOfOperationCompleter))]
    public string[] Id { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public HoursOfOperation? InputObject { get; set; }

    [Parameter(Position = 1)]
    [IsoTime(IsOfTenant = true)]
    public DateTime? At { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var request = new HoursRequest { At = At, TimeZone = TimeZone };
        if (ParameterSetName == ObjectSet)
        {
            RunForEach([InputObject!], (profile, pipeline, token) => WriteAsync(connection, profile, request, pipeline, token));
            return;
        }

        RunForEach(Id, async (text, pipeline, token) =>
        {
            var id = await _names.ResolveNumberedAsync(connection, text, pipeline, token).ConfigureAwait(false);
            var profile = await HoursReader.GetAsync(connection, id, pipeline, token).ConfigureAwait(false);
            await WriteAsync(connection, profile, request, pipeline, token).ConfigureAwait(false);
        });
    }

    private static async Task WriteAsync(
        CxConnection connection, HoursOfOperation profile, HoursRequest request, CxPipeline pipeline, CancellationToken token)
        => await pipeline.WriteAsync(
            await HoursEvaluator.EvaluateAsync(connection, profile, request, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false);
}
