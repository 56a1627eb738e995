using CxOne.Sandbox;
using CxOne.Studio.Reading;

namespace CxOne.Tests.Sandbox.Published;

/// <summary>The form of scripts that Desktop Studio uses.</summary>
public sealed class ScriptFileTests
{
    [Fact]
    public async Task A_script_of_Desktop_Studio_fails_as_JSON_and_is_read_as_base64_of_XML()
    {
        using var api = new PublishedApi();
        var id = (await api.GetAsync("/scripts/search?scriptName=LEGACY"))["scriptSearchDetails"][0]!["masterID"]!.GetValue<int>();
        var file = await api.GetAsync($"/scripts/{id}");

        Assert.Equal(500, (await api.GetAsync("/scripts?scriptPath=LEGACY%5CDesktop")).Status);
        Assert.Equal(500, (await api.GetAsync($"/scripts?scriptId={id}")).Status);
        Assert.Equal(200, file.Status);
        Assert.Equal(["name", "filePath", "ScriptId", "status", "body"], file.Json.AsObject().Select(member => member.Key));
        Assert.Equal(id, file["ScriptId"].GetValue<int>());
        var script = ScriptReader.Read(file.Text, "file");
        Assert.Equal(@"LEGACY\Desktop", script.Name);
        Assert.Equal(["BEGIN", "PLAY", "HANGUP"], script.Actions.Select(action => action.Name));
    }

    [Fact]
    public async Task The_profile_of_the_API_description_has_other_names_and_a_text()
    {
        using var api = new PublishedApi(options => options with { PublishedProfile = SandboxPublishedProfile.V33 });
        var id = (await api.GetAsync("/scripts/search?scriptName=LEGACY"))["scriptSearchDetails"][0]!["masterID"]!.GetValue<int>();
        var file = await api.GetAsync($"/scripts/{id}");

        Assert.Equal(["name", "filePath", "scriptId", "status", "scriptContent"], file.Json.AsObject().Select(member => member.Key));
        Assert.Equal(3, ScriptReader.Read(file.Text, "file").Actions.Count);
    }

    [Fact]
    public async Task A_save_turns_the_script_into_one_that_can_be_read_as_JSON()
    {
        using var api = new PublishedApi();
        var saved = await api.PostAsync("/scripts", ScriptBody.Of(@"LEGACY\Desktop"));

        Assert.Equal(200, saved.Status);
        Assert.Equal(200, (await api.GetAsync("/scripts?scriptPath=LEGACY%5CDesktop")).Status);
    }

    [Theory]
    [InlineData(@"PROD\Main")]
    [InlineData(@"TEST\Billing")]
    [InlineData(@"DEMO\Front")]
    public async Task The_XML_of_a_script_says_what_its_JSON_says(string name)
    {
        using var api = new PublishedApi();
        var json = await api.GetAsync($"/scripts?scriptPath={Uri.EscapeDataString(name)}");
        var xml = await api.GetAsync($"/scripts/{json["header"]["masterId"]}");
        var (expected, actual) = (ScriptReader.Read(json.Text, name), ScriptReader.Read(xml.Text, name));

        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Actions.Count, actual.Actions.Count);
        foreach (var (left, right) in expected.Actions.Zip(actual.Actions))
        {
            Assert.Equal((left.Id, left.Name, left.Caption), (right.Id, right.Name, right.Caption));
            // XML spreads the items of a list, so that an empty list leaves nothing behind.
            Assert.Equal(
                left.Properties.Where(property => property.Items is not { Count: 0 }).Select(property => property.Value),
                right.Properties.Select(property => property.Value));
            Assert.Equal(
                left.Branches.Select(branch => (branch.To, branch.Label, branch.Kind, branch.Index)).Order(),
                right.Branches.Select(branch => (branch.To, branch.Label, branch.Kind, branch.Index)).Order());
        }
    }

    [Fact]
    public async Task A_former_version_has_a_file_too()
    {
        using var api = new PublishedApi();
        var former = (await api.GetAsync("/scripts/historyByName?scriptPath=PROD%5CMain"))["versions"][1]!["scriptId"]!.GetValue<int>();
        var file = await api.GetAsync($"/scripts/{former}");

        Assert.Equal("HIST", file["status"].GetValue<string>());
        Assert.Contains(
            "recording 1", ScriptReader.Read(file.Text, "file").Find(2)!.Text("Sequence"), StringComparison.Ordinal);
    }
}
