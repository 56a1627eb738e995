using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox;

public sealed class DataActionTests : IDisposable
{
    private const string Root = "/api/v2/dataactions";
    private const string Dates = "configuration.dateProcessing";
    private readonly TestTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task The_sample_fills_three_pages_and_the_production_action_is_on_the_third()
    {
        var pages = new List<JsonArray>();
        for (var page = 1; page <= 3; page++)
        {
            var answer = await _tenant.GetAsync($"{Root}?pageSize=25&page={page}");
            Assert.Equal(63, answer["total"].GetValue<int>());
            pages.Add(answer["entities"].AsArray());
        }

        Assert.Equal([25, 25, 13], pages.Select(page => page.Count));
        var production = pages[2].Single(action => Name(action) == "Production_Date_Processor")!;
        Assert.True(production["configuration"]!.AsObject().Count > 1);
        Assert.NotNull(production["configuration"]!["dateProcessing"]);
        var names = pages.SelectMany(page => page).Select(Name).ToArray();
        Assert.Equal(2, names.Count(name => name == "Duplicate_Date_Processor"));
        Assert.Equal(62, names.Distinct().Count());
        Assert.Equal(63, pages.SelectMany(page => page).Select(action => action!["id"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task Each_resource_of_the_sample_can_be_written_back_unchanged()
    {
        foreach (var entity in (await _tenant.GetAsync($"{Root}?pageSize=100"))["entities"].AsArray())
        {
            var read = await _tenant.GetAsync($"{Root}/{entity!["id"]}");
            var written = await _tenant.SendAsync("PUT", $"{Root}/{entity["id"]}", read.Text);
            Assert.Equal(200, written.Status);
            Assert.Equal(read.Text, written.Text);
            Assert.Equal(read.Headers["ETag"], written.Headers["ETag"]);
        }
    }

    [Theory]
    [InlineData("filter=name=Production_Date_Processor", 1)]
    [InlineData("filter=name%3DProduction_Date_Processor", 1)]
    [InlineData("pageSize=25&page=1&filter=name%3dDuplicate_Date_Processor", 2)]
    [InlineData("filter=name=Production_Date", 0)]
    [InlineData("filter=name=production_date_processor", 0)]
    [InlineData("filter=name=*", 0)]
    public async Task The_filter_matches_the_exact_name(string query, int total)
    {
        var answer = await _tenant.GetAsync($"{Root}?{query}");

        Assert.Equal(200, answer.Status);
        Assert.Equal(total, answer["total"].GetValue<int>());
        Assert.Equal(total, answer["entities"].AsArray().Count);
    }

    [Fact]
    public async Task A_filtered_list_is_paged()
    {
        var second = await _tenant.GetAsync($"{Root}?pageSize=1&page=2&filter=name=Duplicate_Date_Processor");
        var third = await _tenant.GetAsync($"{Root}?pageSize=1&page=3&filter=name=Duplicate_Date_Processor");

        Assert.Equal("Duplicate_Date_Processor", Name(Assert.Single(second["entities"].AsArray())));
        Assert.Empty(third["entities"].AsArray());
    }

    [Theory]
    [InlineData("filter=Production_Date_Processor")]
    [InlineData("filter=name=A&filter=name=B")]
    [InlineData("filter=type=REST")]
    public async Task Another_filter_is_refused(string query)
    {
        var answer = await _tenant.GetAsync($"{Root}?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["filter:NOT_ALLOWED"], answer.Errors);
    }

    [Fact]
    public async Task A_tenant_can_be_created_with_more_data_actions()
    {
        using var tenant = new TestTenant(options => options with { DataActions = 1000 });
        var answer = await tenant.GetAsync($"{Root}?pageSize=100&page=10");

        Assert.Equal(1000, answer["total"].GetValue<int>());
        Assert.Equal("Batch_Date_1000", Name(answer["entities"].AsArray()[^1]));
    }

    [Fact]
    public async Task A_write_keeps_everything_byte_for_byte()
    {
        var path = await ProductionAsync();
        var read = await _tenant.GetAsync(path);
        var body = read.Text.Replace("2024-01-28T09:00:00.000Z", "2024-02-29T12:30:00.000-05:00", StringComparison.Ordinal);
        var written = await _tenant.SendAsync("PUT", path, body, "sandbox", ("If-Match", read.Headers["ETag"]));

        Assert.NotEqual(read.Text, body);
        Assert.Contains("\"backoffFactor\":1.50", body, StringComparison.Ordinal);
        Assert.Equal(body, written.Text);
        Assert.Equal(body, (await _tenant.GetAsync(path)).Text);
        Assert.NotEqual(read.Headers["ETag"], written.Headers["ETag"]);
    }

    [Fact]
    public async Task A_write_with_a_stale_ETag_is_refused_and_a_write_without_one_is_unconditional()
    {
        var path = await ProductionAsync();
        var read = await _tenant.GetAsync(path);
        var first = read.Json.AsObject().With("enabled", "false").ToJsonString();
        var second = read.Json.AsObject().With("enabled", "true").With("category", "\"Other\"").ToJsonString();

        Assert.Equal(200, (await _tenant.SendAsync("PUT", path, first)).Status);
        Assert.Equal(412, (await _tenant.SendAsync("PUT", path, second, "sandbox", ("If-Match", read.Headers["ETag"]))).Status);
        Assert.Equal(first, (await _tenant.GetAsync(path)).Text);
        Assert.Equal(200, (await _tenant.SendAsync("PUT", path, second)).Status);
        Assert.Equal(second, (await _tenant.GetAsync(path)).Text);
    }

    [Theory]
    [InlineData("id", "\"other\"", "id:MISMATCH")]
    [InlineData("name", "\" \"", "name:EMPTY")]
    [InlineData("type", null, "type:MISSING")]
    [InlineData("enabled", "\"true\"", "enabled:INVALID_TYPE")]
    [InlineData("configuration", null, "configuration:MISSING")]
    [InlineData("configuration", "[]", "configuration:INVALID_TYPE")]
    [InlineData(Dates, "null", $"{Dates}:MISSING")]
    [InlineData(Dates, "\"now\"", $"{Dates}:INVALID_TYPE")]
    [InlineData($"{Dates}.sourceField", "\"\"", $"{Dates}.sourceField:EMPTY")]
    [InlineData($"{Dates}.targetField", null, $"{Dates}.targetField:MISSING")]
    [InlineData($"{Dates}.computedValue", null, $"{Dates}.computedValue:MISSING")]
    [InlineData($"{Dates}.computedValue", "1709220600", $"{Dates}.computedValue:INVALID_TYPE")]
    [InlineData($"{Dates}.dstAdjustment", "\"true\"", $"{Dates}.dstAdjustment:INVALID_TYPE")]
    [InlineData($"{Dates}.precision", "6", $"{Dates}.precision:OUT_OF_RANGE")]
    [InlineData($"{Dates}.precision", "3.5", $"{Dates}.precision:OUT_OF_RANGE")]
    [InlineData($"{Dates}.precision", null, $"{Dates}.precision:MISSING")]
    public async Task An_invalid_body_is_refused_with_the_path_of_the_violation(string member, string? json, string error)
    {
        var path = await ProductionAsync();
        var read = await _tenant.GetAsync(path);
        var answer = await _tenant.SendAsync("PUT", path, read.Json.AsObject().With(member, json).ToJsonString());

        Assert.Equal(400, answer.Status);
        Assert.Equal([error], answer.Errors);
        Assert.Equal(read.Text, (await _tenant.GetAsync(path)).Text);
    }

    [Theory]
    [InlineData("2024-02-29T15:30:00.000Z")]
    [InlineData("2024-02-29T12:30:00.000-05:00")]
    [InlineData("2024-12-31T23:59:59.999+05:45")]
    [InlineData("1970-01-01T00:00:00.000+00:00")]
    [InlineData("2000-02-29T00:00:00.001+14:00")]
    [InlineData("2000-02-29T00:00:00.001-12:00")]
    [InlineData("0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.999Z")]
    public async Task An_instant_with_three_decimals_is_accepted(string value) =>
        Assert.Equal(200, (await PutValueAsync(value)).Status);

    [Theory]
    [InlineData("2024-02-29T15:30:00Z")]
    [InlineData("2024-02-29T15:30:00.Z")]
    [InlineData("2024-02-29T15:30:00.00Z")]
    [InlineData("2024-02-29T15:30:00.0000Z")]
    [InlineData("2024-02-29T15:30:00.123456Z")]
    [InlineData("2024-02-29T15:30:00.000")]
    [InlineData("2024-02-29T15:30:00.000z")]
    [InlineData("2024-02-29t15:30:00.000Z")]
    [InlineData("2024-02-29 15:30:00.000Z")]
    [InlineData("2024-02-29T15:30:00,000Z")]
    [InlineData("2024-02-29T15:30:00.000ZZ")]
    [InlineData(" 2024-02-29T15:30:00.000Z")]
    [InlineData("2024-02-29T15:30:00.000Z ")]
    [InlineData("2024-02-29T15:30:00.000+0500")]
    [InlineData("2024-02-29T15:30:00.000+05")]
    [InlineData("2024-02-29T15:30:00.000+5:00")]
    [InlineData("2024-02-29T15:30:00.000+14:01")]
    [InlineData("2024-02-29T15:30:00.000+15:00")]
    [InlineData("2024-02-29T15:30:00.000+05:60")]
    [InlineData("2024-02-29T15:30:00.000-00:00")]
    [InlineData("2024-02-29T15:30:00.000Z[America/New_York]")]
    [InlineData("2023-02-29T15:30:00.000Z")]
    [InlineData("1900-02-29T15:30:00.000Z")]
    [InlineData("2024-13-01T15:30:00.000Z")]
    [InlineData("2024-00-01T15:30:00.000Z")]
    [InlineData("2024-04-31T15:30:00.000Z")]
    [InlineData("2024-04-00T15:30:00.000Z")]
    [InlineData("0000-01-01T00:00:00.000Z")]
    [InlineData("2024-02-29T24:00:00.000Z")]
    [InlineData("2024-02-29T15:60:00.000Z")]
    [InlineData("2024-02-29T15:30:60.000Z")]
    [InlineData("24-02-29T15:30:00.000Z")]
    [InlineData("20240229T153000.000Z")]
    [InlineData("2024-060T15:30:00.000Z")]
    [InlineData("+2024-02-29T15:30:00.000Z")]
    [InlineData("２０２４-02-29T15:30:00.000Z")]
    [InlineData("2024-02-29T15:30:00.٠٠٠Z")]
    [InlineData("tomorrow")]
    public async Task An_invalid_instant_is_refused(string value)
    {
        var answer = await PutValueAsync(value);

        Assert.Equal(400, answer.Status);
        Assert.Equal([$"{Dates}.computedValue:INVALID_TIMESTAMP"], answer.Errors);
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Asia/Calcutta")]
    [InlineData("Etc/GMT+5")]
    [InlineData("UTC")]
    public async Task A_time_zone_of_the_IANA_database_is_accepted(string zone) => Assert.Equal(200, (await PutZoneAsync(zone)).Status);

    [Theory]
    [InlineData("America/Atlantis")]
    [InlineData("america/new_york")]
    [InlineData("Eastern Standard Time")]
    [InlineData("Asia")]
    [InlineData("UTC+1")]
    [InlineData("UTC-11")]
    [InlineData("+01:00")]
    [InlineData("localtime")]
    [InlineData("posixrules")]
    [InlineData("posix/America/New_York")]
    [InlineData("right/UTC")]
    [InlineData("../zoneinfo/UTC")]
    [InlineData("/usr/share/zoneinfo/UTC")]
    [InlineData("UTC\n")]
    public async Task An_unknown_time_zone_is_refused(string zone)
    {
        var answer = await PutZoneAsync(zone);

        Assert.Equal(400, answer.Status);
        Assert.Equal([$"{Dates}.timezone:UNKNOWN_TIME_ZONE"], answer.Errors);
    }

    [Fact]
    public async Task Dates_can_be_added_to_an_action_without_dates()
    {
        var read = await _tenant.GetAsync($"{Root}/data-action-001");
        var dates = (await _tenant.GetAsync(await ProductionAsync()))["configuration"]["dateProcessing"]!;
        var answer = await _tenant.SendAsync(
            "PUT", $"{Root}/data-action-001", read.Json.AsObject().With(Dates, dates.ToJsonString()).ToJsonString());

        Assert.Null(read["configuration"]["dateProcessing"]);
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task An_unknown_action_is_not_found(string method) =>
        Assert.Equal(404, (await _tenant.SendAsync(method, $"{Root}/unknown", method == "PUT" ? "{}" : null)).Status);

    private static string Name(JsonNode? action) => action!["name"]!.GetValue<string>();

    private async Task<string> ProductionAsync() =>
        $"{Root}/{(await _tenant.GetAsync($"{Root}?filter=name=Production_Date_Processor"))["entities"][0]!["id"]}";

    private Task<Answer> PutValueAsync(string value) => PutDateAsync("computedValue", value);

    private Task<Answer> PutZoneAsync(string zone) => PutDateAsync("timezone", zone);

    private async Task<Answer> PutDateAsync(string member, string value)
    {
        var path = await ProductionAsync();
        var body = (await _tenant.GetAsync(path)).Json;
        body["configuration"]!["dateProcessing"]![member] = value;
        return await _tenant.SendAsync("PUT", path, body.ToJsonString());
    }
}
