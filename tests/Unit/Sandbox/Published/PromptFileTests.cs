using System.Text;
using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox.Published;

public sealed class PromptFileTests : IDisposable
{
    private const string Welcome = "/files?fileName=Prompts%5CWelcome.wav";
    private readonly PublishedApi _api = new();

    public void Dispose() => _api.Dispose();

    private Task<Answer> UploadAsync(string name, string text, bool? overwrite = null)
    {
        var body = new JsonObject { ["fileName"] = name, ["file"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) };
        if (overwrite is { } value)
        {
            body["overwrite"] = value;
        }

        return _api.PostAsync("/files", body.ToJsonString());
    }

    private async Task<string> TextAsync(string path) =>
        Encoding.UTF8.GetString(Convert.FromBase64String((await _api.GetAsync(path))["files"]["file"]!.GetValue<string>()));

    [Fact]
    public async Task A_prompt_of_the_sample_is_a_WAV_file_in_the_format_that_Studio_plays()
    {
        var answer = await _api.GetAsync(Welcome);
        var file = Convert.FromBase64String(answer["files"]["file"]!.GetValue<string>());

        Assert.Equal(@"Prompts\Welcome.wav", answer["files"]["fileName"]!.GetValue<string>());
        Assert.Equal("RIFF", Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal(file.Length - 8, BitConverter.ToInt32(file, 4));
        Assert.Equal("WAVEfmt ", Encoding.ASCII.GetString(file, 8, 8));
        // µ-law, mono, 8 kHz, 8 bits.
        Assert.Equal([7, 1, 8], new[] { 20, 22, 34 }.Select(at => (int)BitConverter.ToInt16(file, at)));
        Assert.Equal(8000, BitConverter.ToInt32(file, 24));
        Assert.Equal("data", Encoding.ASCII.GetString(file, 50, 4));
        Assert.Equal(file.Length - 58, BitConverter.ToInt32(file, 54));
    }

    [Fact]
    public async Task A_folder_lists_its_own_files_only()
    {
        await UploadAsync(@"Prompts\Deep\Extra.wav", "x");
        var files = await _api.AllAsync("/folders?folderName=Prompts", "files");

        Assert.Contains(files, file => file["fileName"]!.GetValue<string>() == @"Prompts\Welcome.wav");
        Assert.DoesNotContain(files, file => file["fileName"]!.GetValue<string>().Contains("Extra", StringComparison.Ordinal));
        Assert.Single(await _api.AllAsync("/folders?folderName=prompts/deep", "files"));
        Assert.Equal(204, (await _api.GetAsync("/folders?folderName=Nothing")).Status);
        Assert.Equal(400, (await _api.GetAsync("/folders")).Status);
    }

    [Fact]
    public async Task A_file_is_written_read_and_deleted_with_slashes_of_either_kind()
    {
        Assert.Equal(200, (await UploadAsync("Prompts/New.wav", "first")).Status);
        Assert.Equal("first", await TextAsync("/files?fileName=prompts%5Cnew.wav"));
        Assert.Equal(200, (await _api.SendAsync("DELETE", "/files", """{"fileName":"Prompts\\New.wav"}""")).Status);
        Assert.Equal(404, (await _api.GetAsync("/files?fileName=Prompts%5CNew.wav")).Status);
        Assert.Equal(404, (await _api.SendAsync("DELETE", "/files", """{"fileName":"Prompts\\New.wav"}""")).Status);
    }

    [Theory]
    [InlineData(null, 409, "first")]
    [InlineData(false, 409, "first")]
    [InlineData(true, 200, "second")]
    public async Task An_existing_file_is_replaced_only_on_request(bool? overwrite, int status, string text)
    {
        await UploadAsync("a.wav", "first");

        Assert.Equal(status, (await UploadAsync("A.wav", "second", overwrite)).Status);
        Assert.Equal(text, await TextAsync("/files?fileName=a.wav"));
    }

    [Fact]
    public async Task A_file_is_moved_and_replaces_another_only_on_request()
    {
        await UploadAsync("a.wav", "a");
        await UploadAsync("b.wav", "b");

        Assert.Equal(409, (await _api.SendAsync("PUT", "/files?oldPath=a.wav&newPath=b.wav", null)).Status);
        Assert.Equal(200, (await _api.SendAsync("PUT", "/files?oldPath=a.wav&newPath=b.wav&overwrite=true", null)).Status);
        Assert.Equal("a", await TextAsync("/files?fileName=b.wav"));
        Assert.Equal(404, (await _api.GetAsync("/files?fileName=a.wav")).Status);
        Assert.Equal(404, (await _api.SendAsync("PUT", "/files?oldPath=a.wav&newPath=c.wav", null)).Status);
    }

    [Theory]
    [InlineData("""{"fileName":"..\\a.wav","file":"AA=="}""", "fileName")]
    [InlineData("""{"fileName":"a?.wav","file":"AA=="}""", "fileName")]
    [InlineData("""{"fileName":"a.wav","file":"not base64"}""", "file")]
    [InlineData("""{"fileName":"a.wav"}""", "file")]
    [InlineData("""{"fileName":"a.wav","file":"AA==","overwrite":"true"}""", "overwrite")]
    [InlineData("""{"fileName":"a.wav","file":"AA==","folder":"x"}""", "folder")]
    public async Task A_body_that_breaks_a_rule_is_400_and_names_the_member(string body, string member)
    {
        var answer = await _api.PostAsync("/files", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(member, answer["error_description"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/files", 400)]
    [InlineData("GET", "/files?fileName=..%5Ca.wav", 400)]
    [InlineData("GET", "/files?fileName=nowhere.wav", 404)]
    [InlineData("PUT", "/files?oldPath=a.wav", 400)]
    [InlineData("DELETE", "/files?fileName=Prompts%5CWelcome.wav", 400)]
    public async Task A_missing_parameter_and_an_unknown_file_are_refused(string method, string path, int status) =>
        Assert.Equal(status, (await _api.SendAsync(method, path, method == "DELETE" ? "{}" : null)).Status);

    [Fact]
    public async Task A_client_with_read_permissions_can_read_only()
    {
        Assert.Equal(200, (await _api.AsAsync("reader", "GET", Welcome)).Status);
        Assert.Equal(403, (await _api.AsAsync("reader", "POST", "/files", """{"fileName":"a.wav","file":"AA=="}""")).Status);
        Assert.Equal(403, (await _api.AsAsync("reader", "PUT", "/files?oldPath=Prompts%5CWelcome.wav&newPath=b.wav")).Status);
        Assert.Equal(403, (await _api.AsAsync("reader", "DELETE", "/files", """{"fileName":"Prompts\\Welcome.wav"}""")).Status);
        Assert.Equal(200, (await _api.GetAsync(Welcome)).Status);
    }
}
