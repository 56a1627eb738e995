using System.Management.Automation;

namespace CxOne.PowerShell.DataActions;

/// <summary>
/// Accepts text, DateTime and DateTimeOffset unchanged. Any other object is refused with the exception after which PowerShell binds the
/// members of the object by name, so that a row of a table is not taken for a timestamp.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimestampAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null or string or DateTime or DateTimeOffset)
        {
            return value;
        }

        var message = DataActionsCmdletMessages.TimestampType(value.GetType());
        throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }
}
