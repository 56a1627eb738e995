using System.Globalization;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Published;

/// <summary>A call of the published family whose version, <c>Accept</c> and parameter names are valid.</summary>
internal sealed record PublishedRequest(RequestContext Context, PublishedQuery Query, SandboxPublishedProfile Profile)
{
    /// <summary>The version in the path, such as 30.</summary>
    public required int Version { get; init; }

    public SandboxRequest Request => Context.Request;

    /// <summary>Whether numbers of lists that public clients saw as text are text.</summary>
    public bool HasNumbersAsText => Profile != SandboxPublishedProfile.V33;

    /// <summary>Returns an id of the path; null if it is not a number, so that no object has it.</summary>
    public int? Id(string name) =>
        int.TryParse(Context.Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public SandboxResponse Refuse(int status, string code, string message) => Responses.Refuse(Request, status, code, message);

    /// <summary>Returns a refusal if the query has violations.</summary>
    public SandboxResponse? Refusal() =>
        Query.Errors.Count > 0 ? Responses.BadRequest(Request, "The query is invalid.", Query.Errors) : null;
}
