using System.Globalization;
using System.Management.Automation;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Studio;

/// <summary>
/// Takes a time with its offset: an object, or ISO 8601 text. Text without an offset is refused: a test would depend on the machine.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ZonedTimeAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm'Z'",
            "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            DateTimeOffset time => time,
            DateTime time => new DateTimeOffset(time),
            string text => DateTimeOffset.TryParseExact(
                text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : throw new ArgumentTransformationMetadataException(StudioCmdletMessages.TimeWithoutOffset(TerminalText.Message(text))),
            var other => throw new ArgumentTransformationMetadataException(StudioCmdletMessages.TimeOfOtherType(other?.GetType().Name
                ?? "null")),
        };
}
