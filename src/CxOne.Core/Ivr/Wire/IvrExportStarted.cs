using System.Text.Json.Serialization;

namespace CxOne.Ivr;

internal sealed record IvrExportStarted
{
    [JsonRequired]
    public required string ExportJobId { get; init; }
}
