using CxOne.Http;

namespace CxOne.Published;

/// <summary>A published call: method, group, and path template below the group's version.</summary>
internal sealed record PublishedRoute(HttpMethod Method, PublishedGroup Group, string Template)
{
    /// <summary>Whether the call only reads, although its method is that of a write.</summary>
    public bool ChangesNothing { get; init; }

    /// <summary>Whether the call may be sent twice: it sets a state that a second call leaves as it is.</summary>
    public bool RepeatIsHarmless { get; init; }

    /// <summary>Returns the path of the call.</summary>
    /// <param name="version">The version of the group, e.g. <c>v30.0</c>.</param>
    /// <param name="ids">The ids in the placeholders of the template; each remains one segment of the path.</param>
    /// <exception cref="Errors.CxValidationException">An id is empty or would lead to another path.</exception>
    public string With(string version, params ReadOnlySpan<string> ids)
        => PublishedRoutes.Root + version + new ApiRoute(Method, Template).With(ids);
}
