using System.Globalization;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Reads text as a number only where it can mean but one: pwsh itself takes a comma for a separator of thousands, so that a German
/// 0,5 would become 5. Numbers pass as they are.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StrictNumberAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not string text)
        {
            return inputData;
        }

        return double.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentTransformationMetadataException($"'{text}' is not a number with a point before its decimals, such as 0.5.");
    }
}
