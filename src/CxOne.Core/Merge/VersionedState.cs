using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Merge;

/// <summary>A resource as it was read or written, with its version.</summary>
/// <param name="Body">All members, known to the module or not. Never changed in place: several states and results share it.</param>
/// <param name="ETag">The version, or <see langword="null"/> if the tenant gave none.</param>
/// <param name="RequestId">The tenant's id of the request that returned it.</param>
internal sealed record VersionedState(JsonObject Body, string? ETag, string? RequestId = null)
{
    /// <summary>The response that it was read from, so that errors name the request; <see langword="null"/> for a piped object.</summary>
    public CxResponse? Answer { get; init; }

    /// <summary>The error for a resource that is not what it must be.</summary>
    public CxRequestException Invalid(string why, object? item, Exception? inner = null)
        => Answer?.Invalid(why, inner)
            ?? new CxRequestException(CxErrors.ResponseInvalid, MergeMessages.ObjectInvalid(why), item, inner)
            {
                RequestId = RequestId
            };

    /// <summary>A resource that a caller has read earlier.</summary>
    /// <param name="raw">The resource as it was read.</param>
    /// <param name="version">Its version.</param>
    /// <param name="item">The user's item.</param>
    /// <exception cref="CxValidationException">The module did not read the object, so that it has no body to write back.</exception>
    /// <exception cref="CxRequestException">The object has two members of the same name (<c>ResponseInvalid</c>).</exception>
    public static VersionedState FromPiped(JsonObject? raw, string? version, object item)
    {
        var state = new VersionedState(raw ?? throw new CxValidationException([MergeMessages.NotReadFromTenant], item), version);
        return HasUniqueNames(raw) ? state : throw state.Invalid(MergeMessages.NameOccursTwice, item);
    }

    /// <exception cref="CxRequestException">The body is not an object (<c>ResponseInvalid</c>).</exception>
    public static VersionedState From(CxResponse response)
    {
        try
        {
            response.Check();
            return new VersionedState(JsonFields.Parse(response.Body.Span), response.ETag, response.RequestId) { Answer = response };
        }
        catch (JsonException exception)
        {
            throw response.Invalid(exception.Message, exception);
        }
    }

    /// <summary>A node over an entry of a list accepts a repeated name until its members are read.</summary>
    private static bool HasUniqueNames(JsonNode? node)
    {
        try
        {
            return node switch
            {
                JsonObject members => members.All(member => HasUniqueNames(member.Value)),
                JsonArray items => items.All(HasUniqueNames),
                _ => true,
            };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
