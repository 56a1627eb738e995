using System.Collections;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Takes a table from a hashtable, a dictionary of any type, or an object with members, such as ConvertFrom-Json gives. The names of what
/// comes from JSON keep their case.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TableAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var bare = JsonObjects.Bare(inputData);
        if (bare is null or Hashtable || (bare is not PSObject && Tables.Entries(bare) is null))
        {
            return inputData;
        }

        var table = new Hashtable(StringComparer.Ordinal);
        try
        {
            foreach (var (name, value) in JsonObjects.Members(inputData!))
            {
                table[name] = value;
            }
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message);
        }

        return table;
    }
}
