using System.Text.Json.Nodes;
using CxOne.Http;

namespace CxOne.Merge;

/// <summary>A resource as it was read or written, with its version.</summary>
/// <param name="Body">All its members, known to the module or not.</param>
/// <param name="ETag">Its version; nothing where the tenant told none.</param>
/// <param name="RequestId">The request that brought it.</param>
internal sealed record VersionedState(JsonObject Body, string? ETag, string? RequestId = null)
{
    /// <summary>What a tenant answers to a write. Where it does not show what was written, the state must be read: a write is not undone by a short answer.</summary>
    public static VersionedState? FromWrite(CxResponse response, JsonObject written)
    {
        try
        {
            var body = JsonFields.Parse(response.Body);
            return response.ETag is not null && JsonFields.AreEqual(body, written) ? new VersionedState(body, response.ETag, response.RequestId) : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

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
