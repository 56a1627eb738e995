using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox.Published;

/// <summary>Saved scripts and files across restarts and resets.</summary>
public sealed class ScriptStateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cxone-scripts-");

    private string File => Path.Combine(_folder.FullName, "tenant.json");

    public void Dispose() => _folder.Delete(recursive: true);

    private PublishedApi Open() => new(options => options with { StateFile = File });

    [Fact]
    public async Task Saved_scripts_locks_and_files_survive_a_restart()
    {
        string before;
        using (var first = Open())
        {
            Assert.Equal(200, (await first.PostAsync("/scripts", ScriptBody.Of(@"PROD\Main"))).Status);
            Assert.Equal(200, (await first.PutAsync("/scripts?scriptPath=PROD%5CMain&lockScript=true", "")).Status);
            Assert.Equal(200, (await first.PostAsync("/files", """{"fileName":"a.wav","file":"AAEC"}""")).Status);
            before = (await first.GetAsync("/scripts?scriptPath=PROD%5CMain")).Text;
        }

        using var second = Open();

        Assert.Equal(before, (await second.GetAsync("/scripts?scriptPath=PROD%5CMain")).Text);
        Assert.Equal("AAEC", (await second.GetAsync("/files?fileName=a.wav"))["files"]["file"]!.GetValue<string>());
        Assert.Equal(500, (await second.GetAsync("/scripts?scriptPath=LEGACY%5CDesktop")).Status);
    }

    [Fact]
    public async Task A_reset_restores_the_scripts_and_files_of_the_sample()
    {
        using var api = Open();
        var before = (await api.GetAsync("/scripts?scriptPath=PROD%5CMain")).Text;
        await api.PostAsync("/scripts", ScriptBody.Of(@"PROD\Main"));
        await api.PostAsync("/scripts", ScriptBody.Of("New"));
        await api.SendAsync("DELETE", "/scripts?scriptPath=PROD%5CClosed", null);
        await api.SendAsync("DELETE", "/files", """{"fileName":"Prompts\\Welcome.wav"}""");
        await api.Tenant.SendAsync("POST", "/sandbox/reset", client: null);

        Assert.Equal(before, (await api.GetAsync("/scripts?scriptPath=PROD%5CMain")).Text);
        Assert.Equal(404, (await api.GetAsync("/scripts?scriptPath=New")).Status);
        Assert.Equal(200, (await api.GetAsync("/scripts?scriptPath=PROD%5CClosed")).Status);
        Assert.Equal(200, (await api.GetAsync("/files?fileName=Prompts%5CWelcome.wav")).Status);
    }

    [Fact]
    public async Task A_state_file_from_before_scripts_had_contents_has_the_contents_of_the_sample()
    {
        string text;
        using (var first = Open())
        {
            await first.GetAsync("/skills/880101");
            text = (await first.GetAsync("/scripts?scriptPath=PROD%5CMain")).Text;
            await first.Tenant.Tenant.SaveAsync();
        }

        var state = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File))!;
        var published = state["published"]!.AsObject();
        published.Remove("files");
        published.Remove("lastScriptId");
        foreach (var script in published["scripts"]!.AsArray())
        {
            foreach (var version in script!["versions"]!.AsArray())
            {
                version!.AsObject().Remove("isDesktop");
            }
        }

        await System.IO.File.WriteAllTextAsync(File, state.ToJsonString());
        using var second = Open();

        Assert.Equal(text, (await second.GetAsync("/scripts?scriptPath=PROD%5CMain")).Text);
        Assert.Equal(200, (await second.GetAsync("/files?fileName=Prompts%5CWelcome.wav")).Status);
        Assert.Equal(200, (await second.PostAsync("/scripts", ScriptBody.Of(@"PROD\Main"))).Status);
    }
}
