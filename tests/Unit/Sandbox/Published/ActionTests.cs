using System.Text.Json.Nodes;
using CxOne.Studio.Catalogue;

namespace CxOne.Tests.Sandbox.Published;

public sealed class ActionTests : IDisposable
{
    private const string Menu = "daee9c00-12ce-4222-a42e-307c37d53b7f";
    private readonly PublishedApi _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task An_action_has_its_properties_by_place_and_its_branches()
    {
        var answer = await _api.GetAsync($"/actions/{Menu.ToUpperInvariant()}");

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["id", "name", "alias", "version", "implType", "isStart", "isEnd", "loop", "properties", "branches"],
            answer.Json.AsObject().Select(member => member.Key));
        Assert.Equal("MENU", answer["name"].GetValue<string>());
        Assert.Equal("Sequence", answer["properties"]["0"]!["name"]!.GetValue<string>());
        Assert.Equal("MRES", answer["properties"]["7"]!["defaultValue"]!.GetValue<string>());
        Assert.True(answer["branches"]["default"]!.GetValue<bool>());
        Assert.True(answer["branches"]["case"]!.GetValue<bool>());
        Assert.Equal("Timeout", answer["branches"]["branch"]![2]!["name"]!.GetValue<string>());
        Assert.Equal(2, answer["branches"]["branch"]![2]!["index"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_actions_of_a_search_are_a_catalogue_that_the_module_reads()
    {
        var known = ActionCatalogue.BuiltIn.Definitions.Where(action => action.Id is not null).ToList();
        var body = new JsonObject
        {
            ["ids"] = new JsonArray(
                [.. known.Select(action => (JsonNode)action.Id!.Value.ToString()), "00000000-0000-0000-0000-000000000001"]),
        };
        var answer = await _api.PostAsync("/actions/search", body.ToJsonString());
        var read = ActionCatalogue.Read(System.Text.Encoding.UTF8.GetBytes(answer.Text), "tenant");

        Assert.Equal(known.Select(action => action.Id), read.Definitions.Select(action => action.Id));
        foreach (var (expected, actual) in known.Zip(read.Definitions))
        {
            Assert.Equal(expected.Name, actual.Name);
            Assert.Equal(expected.HasDefault, actual.HasDefault);
            Assert.Equal(expected.HasFreeBranches, actual.HasFreeBranches);
            Assert.Equal(expected.Branches, actual.Branches);
            Assert.Equal(expected.Properties.Select(property => property.Name), actual.Properties.Select(property => property.Name));
        }
    }

    [Fact]
    public async Task Property_queries_return_the_active_skills_by_id()
    {
        var answer = await _api.GetAsync("/action-property-queries");
        var skills = await _api.AllAsync("/skills?isActive=true", "skills");

        Assert.Equal(
            skills.Select(skill => (skill["skillId"]!.ToString(), skill["skillName"]!.GetValue<string>())),
            answer["result"].AsArray().Select(entry => (entry!["value"]!.GetValue<string>(), entry["description"]!.GetValue<string>())));
    }

    [Theory]
    [InlineData("GET", "/actions/11111111-0232-40e7-9830-76d573bf57d7", null, 404)]
    [InlineData("GET", "/actions/MENU", null, 404)]
    [InlineData("POST", "/actions/search", "{}", 400)]
    [InlineData("POST", "/actions/search", """{"ids":[]}""", 400)]
    [InlineData("POST", "/actions/search", """{"ids":["MENU"]}""", 400)]
    [InlineData("POST", "/actions/search", """{"ids":[],"names":["MENU"]}""", 400)]
    public async Task An_unknown_action_and_an_invalid_body_are_refused(string method, string path, string? body, int status) =>
        Assert.Equal(status, (await _api.SendAsync(method, path, body)).Status);

    [Fact]
    public async Task A_client_with_read_permissions_can_search() => Assert.Equal(
        200, (await _api.AsAsync("reader", "POST", "/actions/search", $$"""{"ids":["{{Menu}}"]}""")).Status);
}
