using System.Text.Json.Serialization;

namespace CxOne.Http;

/// <summary>A page of a list in the <c>/api/v2</c> family.</summary>
internal sealed record CxEntityPage<T>
{
    [JsonRequired]
    public required IReadOnlyList<T> Entities { get; init; }

    public long? Total { get; init; }

    public int? Page { get; init; }

    public int? PageSize { get; init; }
}
