using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Merge;

/// <summary>A resource as it was read or written, with its version.</summary>
/// <param name="Body">All its members, known to the module or not.</param>
/// <param name="ETag">Its version; nothing where the tenant told none.</param>
/// <param name="RequestId">The request that brought it.</param>
internal sealed record VersionedState(JsonObject Body, string? ETag, string? RequestId = null)
{
    /// <summary>The answer that it was read from, for errors that name the request; nothing where a user has piped it in.</summary>
    public CxResponse? Answer { get; init; }

    /// <summary>It is not what it must be.</summary>
    public CxRequestException Invalid(string why, object? item, Exception? inner = null)
        => Answer?.Invalid(why, inner)
            ?? new CxRequestException(CxErrors.ResponseInvalid, $"The object could not be understood: {why}", item, inner)
            {
                RequestId = RequestId
            };

    /// <summary>A resource that a user has piped in.</summary>
    /// <exception cref="CxValidationException">The object was not read by the module:
    /// it has no body that could be written back.</exception>
    public static VersionedState FromPiped(JsonElement raw, string? version, object item) => raw.ValueKind == JsonValueKind.Object
        ? new VersionedState(JsonFields.Parse(raw), version)
        : throw new CxValidationException(
            ["The piped object is a copy, or was made by hand; pipe what the Get- cmdlet gives, or name it by its id."], item);

    /// <exception cref="CxRequestException">The body is not an object (<c>ResponseInvalid</c>).</exception>
    public static VersionedState From(CxResponse response)
    {
        try
        {
            response.Check();
            return new VersionedState(JsonFields.Parse(response.Body), response.ETag, response.RequestId) { Answer = response };
        }
        catch (JsonException exception)
        {
            throw response.Invalid(exception.Message, exception);
        }
    }
}
