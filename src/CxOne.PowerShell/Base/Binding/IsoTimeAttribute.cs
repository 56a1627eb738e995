using System.Globalization;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Takes a time as an object, or as text that every culture reads the same: ISO 8601. pwsh itself reads text for a binary cmdlet by the
/// culture of the session, so that 12/11/2026 is November or December, and 2026 is a year of another calendar.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IsoTimeAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Local = ["yyyy-MM-dd", .. Times("yyyy-MM-dd'T'"), .. Times("yyyy-MM-dd' '")];
    private static readonly string[] WithZone = [.. Local.Skip(1).SelectMany(form => new[] { form + "'Z'", form + "zzz" })];

    /// <summary>A time without a zone is on the clock of the tenant, instead of this machine.</summary>
    public bool IsOfTenant { get; set; }

    private string Form
        => $"such as 2026-11-12, 2026-11-12T09:30 (time of {(IsOfTenant ? "the business unit" : "this machine")}) or 2026-11-12T09:30:00Z";

    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            DateTime time => time,
            DateTimeOffset time => time.UtcDateTime,
            DateOnly date => date.ToDateTime(TimeOnly.MinValue),
            string text => Read(text),
            var other => throw new ArgumentTransformationMetadataException(
                $"A time must be a DateTime, a DateTimeOffset or ISO 8601 text {Form} (was of type {other?.GetType().Name ?? "null"})."),
        };

    private DateTime Read(string text)
    {
        var trimmed = text.Trim();
        if (DateTime.TryParseExact(trimmed, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return local;
        }

        return DateTimeOffset.TryParseExact(
            trimmed, WithZone, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.UtcDateTime
            : throw new ArgumentTransformationMetadataException(
                $"'{TerminalText.Message(text)}' is not ISO 8601, which means the same in every culture. Write a time {Form}.");
    }

    private static IEnumerable<string> Times(string date) => [date + "HH:mm", date + "HH:mm:ss", date + "HH:mm:ss.FFFFFFF"];
}
