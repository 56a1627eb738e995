using System.Text.Json.Nodes;
using CxOne.Http;

namespace CxOne.Merge;

/// <summary>A resource as it was read or written, with its version.</summary>
/// <param name="Body">All its members, known to the module or not.</param>
/// <param name="ETag">Its version; nothing where the tenant told none.</param>
/// <param name="RequestId">The request that brought it.</param>
internal sealed record VersionedState(JsonObject Body, string? ETag, string? RequestId = null)
{
    /// <exception cref="Errors.CxRequestException">The body is not an object (<c>ResponseInvalid</c>).</exception>
    public static VersionedState From(CxResponse response)
    {
        try
        {
            return new VersionedState(JsonFields.Parse(response.Body), response.ETag, response.RequestId);
        }
        catch (System.Text.Json.JsonException exception)
        {
            throw response.Invalid(exception.Message, exception);
        }
    }
}
