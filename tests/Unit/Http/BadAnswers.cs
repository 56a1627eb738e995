using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

/// <summary>Spoils a valid answer: each member at each depth, and the whole body.</summary>
internal static class BadAnswers
{
    private static readonly (string How, string? Json)[] Values =
    [
        ("missing", null), ("null", "null"), ("text", "\"FUTURE_VALUE\""), ("empty text", "\"\""), ("half a surrogate pair", "\"\\ud800\""),
        ("number", "7"), ("negative", "-1"), ("fraction", "0.5"), ("beyond int", "99999999999"), ("beyond long", "99999999999999999999999"),
        ("beyond double", "1e400"),
        ("true", "true"), ("object", "{}"), ("list", "[]"), ("list of null", "[null]"), ("list of lists", "[[]]"),
        ("date", "\"0001-01-01T00:00:00.000Z\""),
    ];

    /// <summary>The valid answer with one spoiled member.</summary>
    public static IEnumerable<(string How, string Member, string Body)> Members(string good)
    {
        foreach (var path in Paths(JsonNode.Parse(good)!, []))
        {
            foreach (var (how, json) in Values)
            {
                yield return (how, string.Join('.', path), Replace(good, path, json));
            }
        }
    }

    /// <summary>Bodies that are not valid answers and must not be accepted.</summary>
    public static IEnumerable<(string How, ScriptedAnswer Answer)> Wholes(int status, string good)
    {
        yield return ("empty", ScriptedAnswer.Json(status, ""));
        yield return ("blank", ScriptedAnswer.Json(status, "  \r\n "));
        yield return ("null", ScriptedAnswer.Json(status, "null"));
        yield return ("a list", ScriptedAnswer.Json(status, "[]"));
        yield return ("a text", ScriptedAnswer.Json(status, "\"x\""));
        yield return ("a number", ScriptedAnswer.Json(status, "1e400"));
        yield return (
            "a page of a proxy",
            ScriptedAnswer.Of(status, "<html><body>It works!</body></html>"u8.ToArray(), ("Content-Type", "text/html")));
        yield return ("cut off", ScriptedAnswer.Json(status, good[..(good.Length / 2)]));
        yield return ("two bodies", ScriptedAnswer.Json(status, good + good));
        yield return ("a comment", ScriptedAnswer.Json(status, "/* x */" + good));
        yield return (
            "UTF-16", ScriptedAnswer.Of(status, Encoding.Unicode.GetBytes(good), ("Content-Type", "application/json; charset=utf-16")));
        yield return (
            "UTF-16 that says UTF-8",
            ScriptedAnswer.Of(
                status,
                [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(good)],
                ("Content-Type", "application/json; charset=utf-8")));
        yield return (
            "no UTF-8",
            ScriptedAnswer.Of(
                status,
                Encoding.Latin1.GetBytes(good.Insert(1, "\"note\":\"Zürich\",")),
                ("Content-Type", "application/json; charset=iso-8859-1")));
        yield return ("nested deeply", ScriptedAnswer.Json(status, good.Insert(1, $"\"note\":{Nested(200)},")));
        yield return ("nested without an end", ScriptedAnswer.Json(status, new string('[', 100_000)));
        yield return ("nested very deeply", ScriptedAnswer.Json(status, good.Insert(1, $"\"note\":{Nested(100_000)},")));
        yield return ("NUL bytes", ScriptedAnswer.Of(status, new byte[1000]));
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static IEnumerable<string[]> Paths(JsonNode node, string[] above)
    {
        var inner = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        foreach (var (name, value) in inner)
        {
            string[] path = [.. above, name];
            yield return path;
            foreach (var below in value is null ? [] : Paths(value, path))
            {
                yield return below;
            }
        }
    }

    /// <summary>Text is inserted instead of a node, because a node cannot represent some of the values.</summary>
    private static string Replace(string good, string[] path, string? json)
    {
        const string Mark = "\"#here#\"";
        var root = JsonNode.Parse(good)!;
        var at = root;
        foreach (var name in path[..^1])
        {
            at = at is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : at[name]!;
        }

        switch (at)
        {
            case JsonArray list when json is null:
                list.RemoveAt(int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture));
                break;
            case JsonArray list:
                list[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = JsonNode.Parse(Mark);
                break;
            case JsonObject members when json is null:
                members.Remove(path[^1]);
                break;
            default:
                at[path[^1]] = JsonNode.Parse(Mark);
                break;
        }

        return root.ToJsonString(
            new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            .Replace(Mark, json, StringComparison.Ordinal);
    }
}
