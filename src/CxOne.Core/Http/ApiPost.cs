using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CxOne.Http;

/// <summary>Sends POST requests with typed bodies.</summary>
internal static class ApiPost
{
    /// <summary>Sends a body to a path without ids.</summary>
    /// <param name="client">The tenant.</param>
    /// <param name="route">The call.</param>
    /// <param name="body">The body.</param>
    /// <param name="type">The JSON type of the body.</param>
    /// <param name="item">The user's item, for errors.</param>
    /// <param name="lookUp">The recommended action if the answer is lost.</param>
    /// <param name="log">Receives one verbose line per attempt and one per wait.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    public static Task<CxResponse> PostAsync<T>(
        this CxApiClient client, ApiRoute route, T body, JsonTypeInfo<T> type, object? item, string? lookUp, ICxLog log,
        CancellationToken cancellationToken)
        => client.SendAsync(Request(route, body, type, item, lookUp), log, cancellationToken);

    /// <summary>Returns the request that <see cref="PostAsync"/> sends, for a caller that extends it.</summary>
    public static CxRequest Request<T>(ApiRoute route, T body, JsonTypeInfo<T> type, object? item, string? lookUp = null) => new()
    {
        Method = route.Method,
        Path = route.Template,
        Body = JsonSerializer.SerializeToUtf8Bytes(body, type),
        RequiredScope = route.Scope,
        Item = item,
        LookUp = lookUp,
    };
}
