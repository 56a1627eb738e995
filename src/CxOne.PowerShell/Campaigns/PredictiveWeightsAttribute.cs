using System.Collections;
using System.Management.Automation;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Campaigns;

/// <summary>Reads weights from a hashtable, or from an object with one member per weight.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PredictiveWeightsAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            PredictiveWeightTable table => table,
            IDictionary entries => new PredictiveWeightTable(entries),
            PSCustomObject => new PredictiveWeightTable(
                JsonObjects.Members(inputData!).ToDictionary(member => member.Key, member => member.Value)),
            var other => other,
        };
}
