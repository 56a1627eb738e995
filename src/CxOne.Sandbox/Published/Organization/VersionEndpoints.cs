namespace CxOne.Sandbox.Published.Organization;

/// <summary>Lists the versions of each call. Former tenants do not have this call.</summary>
internal sealed class VersionEndpoints : IPublishedEndpoints
{
    private PublishedRoutes? _routes;

    public void Register(PublishedRoutes routes)
    {
        // Asked later, when all groups have registered their calls.
        _routes = routes;
        routes.Get("/apiversion", ["searchUriText", "verb"], List);
    }

    private SandboxResponse List(PublishedRequest request)
    {
        if (request.Profile == SandboxPublishedProfile.Old)
        {
            return request.Refuse(404, "not_found", $"There is no resource at '{request.Request.Path}'.");
        }

        var search = request.Query.Text("searchUriText");
        var verb = request.Query.Text("verb");
        var found = _routes!.Calls
            .Where(call => (search is null || call.Path.Contains(search, StringComparison.OrdinalIgnoreCase))
                && (verb is null || string.Equals(call.Method, verb, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(call => Enumerable
                .Range(PublishedRoutes.FirstVersion, PublishedRoutes.LastVersion - PublishedRoutes.FirstVersion + 1)
                .Select(version => (call.Method, call.Path, Version: version)))
            .ToList();
        var list = new PublishedList<(string Method, string Path, int Version)>
        {
            Key = "apiInfo",
            IsPaged = false,
            TotalKey = null,
            Write = (json, call) =>
            {
                json.Text("uri", call.Path);
                json.Whole("version", call.Version);
                json.Text("verb", call.Method);
            },
        };
        return PublishedResponses.Page(request, list, found);
    }
}
