using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

internal sealed record IvrExportAnswer
{
    [JsonRequired]
    public required string ExportJobId { get; init; }

    [JsonRequired]
    public required string Status { get; init; }

    public IReadOnlyList<IvrExportRow>? Rows { get; init => field = JsonLists.RequireNoNullsOrNull(value); }
}
