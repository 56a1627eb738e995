using System.Collections;
using System.Management.Automation;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Campaigns;

/// <summary>Reads weights from a table of any kind, or from an object with one member per weight.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PredictiveWeightsAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return Table(inputData);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message);
        }
    }

    private static object? Table(object? inputData)
        => JsonObjects.Bare(inputData) switch
        {
            null or PredictiveWeightTable => inputData is PSObject wrapped ? wrapped.BaseObject : inputData,

            // A hashtable has no order of its own and another one in each process: what is written should not differ from run to run.
            Hashtable table => new PredictiveWeightTable(
                JsonObjects.Members(table).OrderBy(weight => weight.Key, StringComparer.Ordinal)),
            var table when Tables.Entries(table) is { } entries => new PredictiveWeightTable(entries),
            string text => throw new ArgumentException(CampaignCmdletMessages.WeightsNotATable(text.TrimStart().StartsWith('{'))),
            ValueType or IEnumerable => throw new ArgumentException(CampaignCmdletMessages.WeightsNotATable(isJson: false)),
            _ => new PredictiveWeightTable(JsonObjects.Members(inputData!)),
        };
}
