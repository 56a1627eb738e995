using System.Management.Automation;

namespace CxOne.PowerShell.DataActions;

/// <summary>
/// Takes text, DateTime and DateTimeOffset as they are. Any other object is refused in the way that lets pwsh go on to bind the
/// object's members by name, so that a row of a table is not taken for a timestamp.
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

        var message = $"A timestamp is text, a DateTime or a DateTimeOffset; this is of type {value.GetType().Name}.";
        throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }
}
