using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Organization;

/// <summary>Lists dispositions.</summary>
internal sealed class DispositionEndpoints : IPublishedEndpoints
{
    private static readonly DateTimeOffset Changed = new(2025, 9, 22, 13, 45, 0, TimeSpan.Zero);
    private readonly TenantStore _store;

    public DispositionEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        string[] filters = ["skip", "top", "searchString", "fields", "orderBy", "isActive", "isPreviewDispositions"];
        routes.Get("/dispositions", filters, List);
        routes.Get("/dispositions/{dispositionId}", [], Get);
    }

    private static void Write(MemberWriter json, Disposition disposition)
    {
        json.Whole("dispositionId", disposition.DispositionId);
        json.Text("dispositionName", disposition.DispositionName);
        json.Text("notes", null);
        json.Instant("lastUpdated", Changed);
        json.Whole("classificationId", disposition.ClassificationId);
        json.Text("systemOutcome", null);
        json.Flag("isActive", disposition.IsActive);
        json.Flag("isPreviewDisposition", disposition.IsPreviewDisposition);
    }

    private SandboxResponse List(PublishedRequest request)
    {
        var query = request.Query;
        var isActive = query.Flag("isActive");
        var isPreview = query.Flag("isPreviewDispositions");
        var search = query.Text("searchString");
        var list = new PublishedList<Disposition>
        {
            Key = "dispositions",
            HasTotalAsText = request.HasNumbersAsText,
            WriteEnvelope = json => json.Whole("businessUnitId", _store.State.BusinessUnitId),
            Order = new Dictionary<string, Comparison<Disposition>>(StringComparer.OrdinalIgnoreCase)
            {
                ["dispositionName"] = PublishedList<Disposition>.ByText(disposition => disposition.DispositionName),
                ["dispositionId"] = PublishedList<Disposition>.ByNumber(disposition => disposition.DispositionId),
            },
            Write = Write,
        };
        return PublishedResponses.Page(request, list, _store.Published.Dispositions.FindAll(disposition =>
            (isActive is null || disposition.IsActive == isActive)
            && (isPreview is null || disposition.IsPreviewDisposition == isPreview)
            && (search is null || disposition.DispositionName.Contains(search, StringComparison.OrdinalIgnoreCase))));
    }

    private SandboxResponse Get(PublishedRequest request)
    {
        var id = request.Id("dispositionId");
        if (_store.Published.Dispositions.Find(disposition => disposition.DispositionId == id) is not { } found)
        {
            return request.Refuse(404, "DispositionNotFound", $"There is no disposition '{request.Context.Value("dispositionId")}'.");
        }

        return PublishedResponses.Object(request, json =>
        {
            Write(json, found);
            json.Text("classificationName", null);
            json.Whole("dialerAgentOutcomeId", found.ClassificationId);
            json.Text("dialerAgentOutcomeName", null);
            json.Whole("reportingGroupId", null);
            json.Flag("showCommitmentAmount", false);
            json.Flag("showRescheduleDate", found.DispositionName == "Call back");
            json.Flag("isAgentSpecific", false);
        });
    }
}
