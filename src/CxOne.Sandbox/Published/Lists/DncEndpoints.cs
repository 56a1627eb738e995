using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Lists;

/// <summary>Lists do-not-call groups and their numbers, and finds the groups of a number.</summary>
internal sealed class DncEndpoints : IPublishedEndpoints
{
    private readonly TenantStore _store;

    public DncEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        routes.Get("/dnc-groups", ["fields"], List);
        routes.Get("/dnc-groups/{groupId}", ["fields"], Get);
        routes.Get("/dnc-groups/{groupId}/records", ["fields", "skip", "top", "orderBy"], Records);
        routes.Read("POST", "/dnc-groups/search", ["phoneNumber"], Search);
    }

    private static void WriteGroup(MemberWriter json, DncGroup group)
    {
        json.Whole("dncGroupId", group.GroupId);
        json.Text("dncGroupName", group.GroupName);
        json.Text("dncGroupDescription", group.Description);
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>Returns a number as tenants format it, with the area code in parentheses.</summary>
    private static string Formatted(string digits) => digits is ['1', .. { Length: 10 } rest]
        ? $"({rest[..3]}) {rest[3..6]}-{rest[6..]}"
        : digits;

    private static PublishedList<DncGroup> Form(PublishedRequest request) => new()
    {
        Key = "dncGroups",
        IsInResultSet = true,
        TotalKey = "totalGroups",
        HasTotalAsText = request.HasNumbersAsText,
        HasItemsAsText = request.HasNumbersAsText,
        // The whole list is one response.
        IsPaged = false,
        Write = (json, group) =>
        {
            WriteGroup(json, group);
            json.Whole("validRecords", group.Records.Count);
            json.Flag("isActive", group.IsActive);
            json.Flag("isRemoved", false);
            json.Instant("createDate", group.Records.FirstOrDefault()?.CollectedDate);
            json.Instant("lastUpdateTime", group.Records.LastOrDefault()?.CollectedDate);
        },
    };

    private static SandboxResponse Unknown(PublishedRequest request) =>
        request.Refuse(404, "DncGroupNotFound", $"There is no DNC group '{request.Context.Value("groupId")}'.");

    private SandboxResponse List(PublishedRequest request) =>
        PublishedResponses.Page(request, Form(request), _store.Published.DncGroups);

    private SandboxResponse Get(PublishedRequest request) =>
        Find(request) is { } group ? PublishedResponses.Single(request, Form(request), group) : Unknown(request);

    private SandboxResponse Records(PublishedRequest request)
    {
        if (Find(request) is not { } group)
        {
            return Unknown(request);
        }

        var list = new PublishedList<DncRecord>
        {
            Key = "dncRecords",
            IsInResultSet = true,
            HasTotalAsText = request.HasNumbersAsText,
            Order = new Dictionary<string, Comparison<DncRecord>>(StringComparer.OrdinalIgnoreCase)
            {
                ["phoneNumber"] = PublishedList<DncRecord>.ByText(record => record.PhoneNumber),
                ["recordId"] = PublishedList<DncRecord>.ByNumber(record => record.RecordId),
            },
            Write = (json, record) =>
            {
                json.Whole("recordId", record.RecordId);
                json.Text("createdBy", "dialer.admin@sandbox.example");
                json.Text("phoneNumber", record.PhoneNumber);
                json.Text("formattedPhone", Formatted(record.PhoneNumber));
                json.Instant("expiredDate", record.ExpiredDate);
                json.Instant("dateCollected", record.CollectedDate);
                json.Instant("lastUpdateTime", record.CollectedDate);
            },
        };
        return PublishedResponses.Page(request, list, group.Records);
    }

    private SandboxResponse Search(PublishedRequest request)
    {
        var digits = Digits(request.Query.RequireText("phoneNumber"));
        if (digits.Length == 0)
        {
            request.Query.Add("phoneNumber", "INVALID_TYPE", "must contain digits.");
        }

        var found = _store.Published.DncGroups
            .SelectMany(group => group.Records, (group, record) => (Group: group, Record: record))
            .Where(entry => entry.Record.PhoneNumber == digits)
            .ToList();
        var list = new PublishedList<(DncGroup Group, DncRecord Record)>
        {
            Key = "searchResults",
            IsPaged = false,
            TotalKey = null,
            Write = (json, entry) =>
            {
                WriteGroup(json, entry.Group);
                json.Text("formattedPhone", Formatted(entry.Record.PhoneNumber));
                json.Instant("expiredDate", entry.Record.ExpiredDate);
                json.Instant("dateCollected", entry.Record.CollectedDate);
                json.Instant("lastUpdateTime", entry.Record.CollectedDate);
            },
        };
        return PublishedResponses.Page(request, list, found);
    }

    private DncGroup? Find(PublishedRequest request)
    {
        var id = request.Id("groupId");
        return _store.Published.DncGroups.Find(group => group.GroupId == id);
    }
}
