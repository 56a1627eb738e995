using System.Text.Json.Serialization;

namespace CxOne.Http;

/// <summary>The items of a page in the <c>/api/v2</c> family. What it says about its list is read by <see cref="ListFacts"/>.</summary>
internal sealed record CxEntityPage<T>
{
    [JsonRequired]
    public required IReadOnlyList<T> Entities { get; init; }
}
