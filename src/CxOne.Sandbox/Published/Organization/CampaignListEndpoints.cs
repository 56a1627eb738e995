using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Organization;

/// <summary>
/// Lists the campaigns of the published family. Up to version 32, they are in <c>resultSet</c> with other member names than from version
/// 33.
/// </summary>
internal sealed class CampaignListEndpoints : IPublishedEndpoints
{
    private const int FirstFlatVersion = 33;
    private static readonly DateTimeOffset Changed = new(2025, 10, 14, 8, 0, 0, TimeSpan.Zero);
    private readonly TenantStore _store;

    public CampaignListEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        routes.Get("/campaigns", ["isActive", "searchString", "fields", "skip", "top", "orderBy"], List);
        routes.Get("/campaigns/{campaignId}", [], Get);
    }

    private static bool IsFlat(PublishedRequest request) => request.Profile switch
    {
        SandboxPublishedProfile.V33 => true,
        SandboxPublishedProfile.Old => false,
        _ => request.Version >= FirstFlatVersion,
    };

    private static void Write(MemberWriter json, CampaignEntry campaign, bool isFlat)
    {
        json.Whole(isFlat ? "id" : "campaignId", campaign.Id);
        json.Text(isFlat ? "name" : "campaignName", campaign.Name);
        json.Flag("isActive", campaign.IsActive);
        json.Text("description", campaign.Description);
        json.Text("notes", null);
        json.Instant("lastUpdateTime", Changed);
    }

    private SandboxResponse List(PublishedRequest request)
    {
        var isActive = request.Query.Flag("isActive");
        var search = request.Query.Text("searchString");
        return PublishedResponses.Page(request, Form(request), _store.Published.Campaigns.FindAll(campaign =>
            (isActive is null || campaign.IsActive == isActive)
            && (search is null || campaign.Name.Contains(search, StringComparison.OrdinalIgnoreCase))));
    }

    private PublishedList<CampaignEntry> Form(PublishedRequest request)
    {
        var isFlat = IsFlat(request);
        return new PublishedList<CampaignEntry>
        {
            Key = "campaigns",
            IsInResultSet = !isFlat,
            HasItemsAsText = !isFlat,
            HasTotalAsText = !isFlat,
            WriteEnvelope = json => json.Whole("businessUnitId", _store.State.BusinessUnitId),
            Order = new Dictionary<string, Comparison<CampaignEntry>>(StringComparer.OrdinalIgnoreCase)
            {
                [isFlat ? "name" : "campaignName"] = PublishedList<CampaignEntry>.ByText(campaign => campaign.Name),
                [isFlat ? "id" : "campaignId"] = PublishedList<CampaignEntry>.ByNumber(campaign => campaign.Id),
            },
            Write = (json, campaign) => Write(json, campaign, isFlat),
        };
    }

    private SandboxResponse Get(PublishedRequest request)
    {
        var id = request.Id("campaignId");
        if (_store.Published.Campaigns.Find(campaign => campaign.Id == id) is not { } found)
        {
            return request.Refuse(404, "CampaignNotFound", $"There is no campaign '{request.Context.Value("campaignId")}'.");
        }

        return IsFlat(request)
            ? PublishedResponses.Object(request, json => Write(json, found, isFlat: true))
            : PublishedResponses.Single(request, Form(request), found);
    }
}
