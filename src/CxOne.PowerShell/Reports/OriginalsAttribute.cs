using System.Collections;
using System.Management.Automation;

namespace CxOne.PowerShell.Reports;

/// <summary>Refuses copies, such as those of Import-Clixml and ConvertFrom-Json, with a sentence instead of a failed cast.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OriginalsAttribute : ArgumentTransformationAttribute
{
    private readonly string _source;

    /// <param name="source">The cmdlet that gives the objects.</param>
    public OriginalsAttribute(string source) => _source = source;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var bare = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        var items = bare is IEnumerable list and not (string or IDictionary) ? list.Cast<object?>() : [bare];
        return items.Any(item => item is PSObject { BaseObject: PSCustomObject })
            ? throw new ArgumentTransformationMetadataException(ReportsCmdletMessages.NotOriginal(_source))
            : inputData;
    }
}
