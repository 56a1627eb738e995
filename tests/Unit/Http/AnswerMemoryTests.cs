using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

/// <summary>Measures the memory of the whole process, so no other test may run at the same time.</summary>
[Collection(nameof(AloneForMemory))]
public sealed class AnswerMemoryTests
{
    private const int Size = 16 * 1024 * 1024;

    public static TheoryData<string, string, string, string> Shapes() => new()
    {
        { "empty lists", "[", "[],", "[]]" },
        { "empty objects", "[", "{},", "{}]" },
        { "lists in lists", "[", "[[[[[[[[[[]]]]]]]]]],", "1]" },
        { "small numbers", "[", "1,", "1]" },
        { "literals", "[", "null,", "null]" },
        { "empty strings", "[", "\"\",", "1]" },
        { "short strings", "[", "\"ab\",", "1]" },
        { "objects with one member", "[", "{\"a\":1},", "1]" },
        { "objects in objects", "[", "{\"a\":{\"a\":{\"a\":{}}}},", "1]" },
        { "members of one name", "{", "\"a\":1,", "\"b\":2}" },
        { "one string", "[\"", "abcdefghijklmnop", "\"]" },
        { "one string of escapes", "[\"", "\\u0041", "\"]" },
        { "long strings", "[", $"\"{new string('x', 4000)}\",", "1]" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void An_answer_that_is_read_as_a_document_costs_at_most_four_times_its_size(
        string shape, string first, string repeated, string last)
        => Measure(shape, Body(first, repeated, last), static response => response.ReadJson());

    [Theory]
    [MemberData(nameof(Shapes))]
    public void An_answer_with_unknown_members_costs_at_most_four_times_its_size(string shape, string first, string repeated, string last)
        => Measure(
            shape,
            Body("""{"id":"c","name":"n","unknown":""" + first, repeated, last + "}"),
            static response => response.Read(CampaignJson.Default.Campaign));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void An_answer_that_is_written_back_costs_at_most_four_times_its_size(string shape, string first, string repeated, string last)
        => Measure(
            shape,
            Body("""{"id":"c","unknown":""" + first, repeated, last + "}"),
            static response => (object)Count(VersionedState.From(response).Body));

    [Fact]
    public void An_answer_with_a_thousand_unknown_members_is_read()
        => Assert.Equal(
            1000,
            CxMembers.Unknown(
                Response(
                    Encoding.UTF8.GetBytes(
                        $"{{\"id\":\"c\",\"name\":\"n\","
                            + $"{string.Join(',', Enumerable.Range(0, 1000).Select(number => $"\"m{number}\":{number}"))}}}"))
                            .Read(CampaignJson.Default.Campaign)).Count);

    [Fact]
    public void Members_that_the_module_does_not_know_cost_at_most_four_times_their_size()
    {
        var body = new StringBuilder("""{"id":"c","name":"n",""");
        for (var number = 0; body.Length < Size; number++)
        {
            body.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"{number:x}\":1,");
        }

        Measure(
            "unknown members",
            Encoding.UTF8.GetBytes(body.Append("\"z\":1}").ToString()),
            static response => response.Read(CampaignJson.Default.Campaign));
    }

    [Theory]
    [InlineData("objects", "{},", 130_000)]
    [InlineData("objects with a member", "{\"a\":1},", 58_000)]
    [InlineData("lists", "[1],", 165_000)]
    [InlineData("numbers", "1.5,", 600_000)]
    [InlineData("texts", "\"ab\",", 560_000)]
    public void The_largest_accepted_answer_of_a_shape_takes_no_more_memory_than_allowed(string shape, string repeated, int count)
    {
        var items = "[" + string.Concat(Enumerable.Repeat(repeated, count)) + "1]";
        Live($"{shape}, written back", Encoding.UTF8.GetBytes("""{"id":"c","unknown":""" + items + "}"), static response =>
        {
            var state = VersionedState.From(response);
            _ = Count(state.Body);
            return state;
        });
        Live(
            $"{shape}, typed",
            Encoding.UTF8.GetBytes("""{"id":"c","name":"n","unknown":""" + items + "}"),
            static response => response.Read(CampaignJson.Default.Campaign));
    }

    [Fact]
    public void The_most_accepted_unknown_members_take_no_more_memory_than_allowed()
        => Live(
            "unknown members",
            Encoding.UTF8.GetBytes(
                $"{{\"id\":\"c\",\"name\":\"n\",{string.Join(',', Enumerable.Range(0, 98_000).Select(number => $"\"{number:x}\":1"))}}}"),
            static response => response.Read(CampaignJson.Default.Campaign));

    [Fact]
    public void A_refusal_whose_body_would_take_too_much_memory_is_reported_without_its_message()
    {
        var body = Body("""{"message":"m","more":[""", "[],", "[]]}");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var (message, errors) = ApiErrorReader.Read(new HttpResponseMessage(HttpStatusCode.BadRequest), body, new SecretScrubber());

        Assert.Null(message);
        Assert.Empty(errors);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 1024 * 1024);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    public void A_list_of_ordinary_objects_is_read(int kilobytes)
        => Assert.NotEqual(
            0,
            Response(
                Body(
                    "[",
                    """{"id":"campaign-1","name":"Winter sale","agentCount":42,"version":17,"settings":{"answerRate":0.31}},""",
                    "1]",
                    kilobytes * 1024)).ReadJson().GetArrayLength());

    /// <summary>Returns the memory that an accepted answer takes.</summary>
    private static void Live(string shape, byte[] body, Func<CxResponse, object> read)
    {
        var response = Response(body);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var result = read(response);
        var cost = body.Length + GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(result);
        Assert.True(cost <= Math.Max(4L * body.Length, AnswerMemory.AlwaysAllowed), $"{shape}: {cost} bytes");
    }

    private static void Measure(string shape, byte[] body, Func<CxResponse, object> read)
    {
        var response = Response(body);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        try
        {
            GC.KeepAlive(read(response));
        }
        catch (CxRequestException exception)
        {
            Assert.Equal("ResponseInvalid", exception.ErrorId);
            Assert.Contains(HttpMessages.AskForLess, exception.Message, StringComparison.Ordinal);
        }

        // The answer itself counts once; a string of escapes is decoded once for the check.
        var cost = body.Length + GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.True(cost <= (4L * body.Length) + (1024 * 1024), $"{shape}: {cost / (double)body.Length:0.0} times its size");
    }

    /// <summary>Creates all nodes, which are created lazily.</summary>
    private static int Count(JsonNode? node) => node switch
    {
        JsonObject members => members.Sum(member => Count(member.Value)),
        JsonArray items => items.Sum(item => Count(item)),
        _ => 1,
    };

    private static byte[] Body(string first, string repeated, string last, int size = Size)
        => Encoding.UTF8.GetBytes(
            new StringBuilder(first, size + 64)
                .Insert(first.Length, repeated, (size - first.Length - last.Length) / repeated.Length)
                .Append(last)
                .ToString());

    private static CxResponse Response(byte[] body)
        => new(
            new RequestState(TestSession.Get(), new Uri("https://tenant.example/api"), NullCxLog.Instance, new SecretScrubber()),
            new HttpResponseMessage(HttpStatusCode.OK),
            body);
}

[CollectionDefinition(nameof(AloneForMemory), DisableParallelization = true)]
public sealed class AloneForMemory;
