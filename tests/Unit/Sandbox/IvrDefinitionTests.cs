using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

public sealed class IvrDefinitionTests : IDisposable
{
    private const string Definitions = "/api/v2/ivr/definitions";

    private static readonly string[] Named =
    [
        "ivr-def-001", "ivr-def-002", "ivr-def-overlap", "ivr-def-tts-quota", "ivr-def-deprecated-voice",
        "ivr-def-disabled-queue", "ivr-def-slow-provisioning", "ivr-def-routing-corrupt",
    ];

    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task The_list_has_three_pages_of_25_and_every_definition_once()
    {
        var ids = new List<string>();
        for (var page = 1; page <= 3; page++)
        {
            var answer = await _tenant.GetAsync($"{Definitions}?page={page}");
            Assert.Equal(page, answer["page"].GetValue<int>());
            Assert.Equal(25, answer["pageSize"].GetValue<int>());
            ids.AddRange(Ids(answer));
        }

        var total = (await _tenant.GetAsync(Definitions))["total"].GetValue<int>();
        Assert.InRange(total, 55, 75);
        Assert.Equal(total, ids.Distinct().Count());
        Assert.Equal(total, ids.Count);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(Named, id => Assert.Contains(id, ids));
    }

    [Fact]
    public async Task A_page_after_the_last_one_is_empty()
    {
        var answer = await _tenant.GetAsync($"{Definitions}?page=2147483647&pageSize=100");

        Assert.Equal(200, answer.Status);
        Assert.Empty(Ids(answer));
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("page=one", "page")]
    [InlineData("page=1.0", "page")]
    [InlineData("page=", "page")]
    [InlineData("page=1&page=2", "page")]
    [InlineData("pageSize=0", "pageSize")]
    [InlineData("pageSize=101", "pageSize")]
    [InlineData("page=99999999999", "page")]
    public async Task An_invalid_page_is_refused(string query, string field)
    {
        var answer = await _tenant.GetAsync($"{Definitions}?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Equal([$"{field}:OUT_OF_RANGE"], answer.Errors);
    }

    [Theory]
    [InlineData("name%3DMain%20menu", 1)]
    [InlineData("name=Main+menu", 1)]
    [InlineData("name=main menu", 0)]
    [InlineData("name=", 0)]
    public async Task The_name_filter_matches_the_exact_name(string filter, int count)
    {
        var answer = await _tenant.GetAsync($"{Definitions}?filter={filter}");

        Assert.Equal(count, answer["total"].GetValue<int>());
        Assert.Equal(count, Ids(answer).Count);
    }

    [Fact]
    public async Task Another_filter_is_refused()
    {
        var answer = await _tenant.GetAsync($"{Definitions}?filter=version=3&page=0");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["filter:NOT_ALLOWED", "page:OUT_OF_RANGE"], answer.Errors);
    }

    [Fact]
    public async Task A_definition_read_by_id_equals_the_one_in_the_list()
    {
        var list = await _tenant.GetAsync($"{Definitions}?pageSize=100");
        foreach (var expected in list["entities"].AsArray())
        {
            var one = await _tenant.GetAsync($"{Definitions}/{expected!["id"]}");
            Assert.True(JsonNode.DeepEquals(expected, one.Json));
        }
    }

    [Fact]
    public async Task An_unknown_definition_is_not_found_and_named()
    {
        var answer = await _tenant.GetAsync($"{Definitions}/ivr-def-999");

        Assert.Equal(404, answer.Status);
        Assert.Contains("ivr-def-999", answer["message"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_main_menu_has_the_documented_transitions()
    {
        var answer = await _tenant.GetAsync($"{Definitions}/ivr-def-001");

        Assert.Equal("Main menu", answer["name"].GetValue<string>());
        Assert.Equal("main-menu", answer["entryNodeId"].GetValue<string>());
        var main = Node(answer, "main-menu");
        Assert.NotNull(main["prompt"]);
        Assert.Equal("sales-dept", Target(main, "1"));
        Assert.Equal("support-dept", Target(main, "2"));
        Assert.Equal("agent-transfer", Target(main, "0"));
        var sales = Node(answer, "sales-dept");
        Assert.Equal(10, sales["timeoutSeconds"]!.GetValue<int>());
        Assert.Equal("agent-transfer", Target(sales, "timeout"));
    }

    [Fact]
    public async Task The_support_menu_has_three_levels_a_queue_and_a_hang_up()
    {
        var answer = await _tenant.GetAsync($"{Definitions}/ivr-def-002");
        var nodes = answer["nodes"].AsArray();

        Assert.Equal("Support menu", answer["name"].GetValue<string>());
        Assert.Contains(nodes, node => node!["type"]!.GetValue<string>() == "QUEUE");
        Assert.Contains(nodes, node => node!["type"]!.GetValue<string>() == "HANGUP");
        var node = Node(answer, answer["entryNodeId"].GetValue<string>());
        for (var level = 1; level <= 3; level++)
        {
            Assert.Equal("MENU", node["type"]!.GetValue<string>());
            node = Node(answer, Target(node, "1"));
        }
    }

    [Fact]
    public async Task Internal_data_of_the_tenant_is_in_no_definition()
    {
        var answer = await _tenant.GetAsync($"{Definitions}/ivr-def-routing-corrupt");

        Assert.Equal(
            ["description", "entryNodeId", "id", "name", "nodes", "version"],
            answer.Json.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    private static List<string> Ids(Answer answer) =>
        [.. answer["entities"].AsArray().Select(entity => entity!["id"]!.GetValue<string>())];

    private static JsonNode Node(Answer answer, string nodeId) =>
        answer["nodes"].AsArray().Single(node => node!["nodeId"]!.GetValue<string>() == nodeId)!;

    private static string Target(JsonNode node, string input) =>
        node["edges"]!.AsArray().Single(edge => edge!["input"]!.GetValue<string>() == input)!["nextNodeId"]!.GetValue<string>();
}
