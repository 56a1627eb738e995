using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Http;

/// <summary>The pages of the <c>/api/v2</c> family: <c>page</c> from 1, <c>pageSize</c> from 1 to 100, 25 by default.</summary>
internal static class Page
{
    private const int DefaultSize = 25;
    private const int LargestSize = 100;

    public static SandboxResponse Of<T>(
        Exchange exchange,
        IReadOnlyCollection<T> all,
        Func<T, JsonNode> render,
        List<ErrorEntry> errors)
    {
        var page = exchange.Query.Integer("page", 1, 1, int.MaxValue, errors);
        var size = exchange.Query.Integer("pageSize", DefaultSize, 1, LargestSize, errors);
        if (errors.Count > 0)
        {
            return Answers.BadRequest(exchange.Request, "The query breaks a rule.", errors);
        }

        var first = (page - 1L) * size;
        IEnumerable<T> items = first >= all.Count ? [] : all.Skip((int)first).Take(size);
        return Answers.Json(200, new JsonObject
        {
            ["entities"] = new JsonArray([.. items.Select(render)]),
            ["total"] = all.Count,
            ["page"] = page,
            ["pageSize"] = size,
        });
    }
}
