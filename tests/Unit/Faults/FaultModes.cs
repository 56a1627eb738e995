using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Sandbox;

namespace CxOne.Tests.Faults;

/// <summary>
/// All faults in the answer to a write. A fault that can occur before and after the write took effect makes two modes.
/// </summary>
internal static class FaultModes
{
    private const string HtmlPage =
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action=\"/login\"></form></body></html>";
    private const string ForeignJson = """{"result":"ok","request":4711}""";

    /// <summary>Larger than the longest answer that a connection of the tests reads, in bytes.</summary>
    private const int Endless = 512 * 1024;

    private static readonly (int Status, string Name)[] ForeignStatuses =
    [
        (400, "4xx"), (402, "4xx"), (403, "4xx"), (404, "404"), (405, "4xx"), (406, "4xx"), (407, "4xx"), (408, "408"), (409, "409"),
            (410, "4xx"), (411, "4xx"), (412, "409"), (413, "4xx"),
        (415, "4xx"), (418, "4xx"), (421, "4xx"), (422, "4xx"), (423, "4xx"), (425, "4xx"), (428, "4xx"), (431, "4xx"), (451, "4xx"),
            (499, "408"),
        (500, "5xx retried"), (501, "5xx"), (502, "5xx retried"), (503, "5xx retried"), (504, "5xx retried"), (505, "5xx"), (507, "5xx"),
            (508, "5xx"), (511, "5xx"),
        (520, "52x"), (521, "52x"), (522, "52x"), (523, "52x"), (524, "52x"), (525, "52x"), (526, "52x"), (527, "52x"), (529, "52x"),
            (530, "52x"), (599, "52x"),
    ];

    /// <summary>Answers that may or may not come from the tenant, depending on the call.</summary>
    private static readonly HashSet<string> Plausible = new HashSet<string>(StringComparer.Ordinal)
    {
        "200 other JSON", "201 other JSON", "202 other JSON", "206 other JSON", "299 other JSON", "200 JSON of another object",
            "200 without a content type", "200 and nothing", "200 JSON and nothing", "204", "205",
        "200 null", "200 []", "200 {}", "200 true", "200 with an error in it",
    };

    public static IReadOnlyList<FaultMode> All { get; } =
        [.. Clean(), .. Connections(), .. Lengths(), .. Redirects(), .. ForeignSuccesses(), .. Encodings(), .. Refusals(), .. Statuses(),
        .. Tokens(), .. Client()];

    public static FaultMode Find(string name, bool isApplied) => All.Single(mode => mode.Name == name && mode.IsApplied == isApplied);

    /// <summary>Valid answers: the outcome must be known.</summary>
    private static IEnumerable<FaultMode> Clean()
    {
        yield return Applied("nothing spoiled", "clean",
            (exchange, answer) => SendAsync(exchange, HttpBytes.Of(answer))) with { Requires = Claim.Made };
        yield return Applied("early hints before the answer", "clean",
            (exchange, answer) => SendAsync(exchange,
            [.. HttpBytes.Raw("HTTP/1.1 103 Early Hints\nLink: </style.css>\n\n"),
            .. HttpBytes.Of(answer)])) with { Requires = Claim.Made };
        yield return Applied("100 Continue twice before the answer", "clean",
            (exchange, answer) => SendAsync(exchange,
            [.. HttpBytes.Raw("HTTP/1.1 100 Continue\n\nHTTP/1.1 100 Continue\n\n"),
            .. HttpBytes.Of(answer)])) with { Requires = Claim.Made };
        yield return Applied("packed answer", "clean",
            (exchange, answer) => SendAsync(exchange,
            HttpBytes.Of(answer, HttpBytes.Gzip(answer.Body.Span),
            ("Content-Encoding", answer.Body.IsEmpty ? null : "gzip")))) with { Requires = Claim.Made };
        yield return Applied("answer that arrives twice", "duplicate",
            (exchange, answer) => SendAsync(exchange, [.. HttpBytes.Of(answer), .. HttpBytes.Of(answer)])) with { Requires = Claim.Made };
        yield return Applied("answer in drops", "clean", async (exchange, answer) =>
        {
            foreach (var part in HttpBytes.Of(answer).Chunk(23))
            {
                await exchange.SendAsync(part);
            }

            return ConnectionEnd.KeepAlive;
        }) with { Requires = Claim.Made };
    }

    private static IEnumerable<FaultMode> Connections()
    {
        yield return new FaultMode("reset before the request is read", "reset", false,
            _ => Task.FromResult(ConnectionEnd.Reset)) { LeavesRequestUnread = true };
        foreach (var (word, end) in new[] { ("reset", ConnectionEnd.Reset), ("close", ConnectionEnd.Close) })
        {
            foreach (var mode in Both($"{word} before the headers", word, [], end))
            {
                yield return mode;
            }

            foreach (var mode in Both($"{word} inside the status line", $"{word} in head", HttpBytes.Raw("HTTP/1.1 2"), end))
            {
                yield return mode;
            }

            foreach (var mode in Both($"{word} inside the headers", $"{word} in head",
                HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Le"), end))
            {
                yield return mode;
            }

            foreach (var mode in Both($"{word} after the headers", $"{word} after head",
                HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 200\n\n"), end))
            {
                yield return mode;
            }

            foreach (var mode in Both($"{word} inside the body", $"{word} in body",
                HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 200\n\n{\"id\":"), end))
            {
                yield return mode;
            }

            yield return Applied($"{word} one byte before the end", $"{word} in body", async (exchange, answer) =>
            {
                await exchange.SendAsync(HttpBytes.Of(answer).AsMemory()[..^1]);
                return end;
            });
            foreach (var mode in Both($"102 Processing, then {word}", $"{word}", HttpBytes.Raw("HTTP/1.1 102 Processing\n\n"), end))
            {
                yield return mode;
            }
        }

        foreach (var mode in Both("101 Switching Protocols", "1xx",
            HttpBytes.Raw("HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nConnection: Upgrade\n\n"), ConnectionEnd.Close))
        {
            yield return mode;
        }

        foreach (var isApplied in Either)
        {
            yield return Mode("late: silence until the client gives up", "late", isApplied, async (exchange, _) =>
            {
                await exchange.StallAsync();
                return ConnectionEnd.Close;
            });
            yield return Mode("late: the headers, then silence", "late", isApplied, async (exchange, _) =>
            {
                await exchange.SendAsync(HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 200\n\n"));
                await exchange.StallAsync();
                return ConnectionEnd.Close;
            });
        }

        yield return new FaultMode("late: applied after the client has disconnected", "late write", true, async exchange =>
        {
            exchange.ApplyLater();
            await exchange.StallAsync();
            return ConnectionEnd.Close;
        });
        yield return new FaultMode("524 while the tenant is still processing the write", "late write", true, exchange =>
        {
            exchange.ApplyLater();
            return SendAsync(exchange, HttpBytes.Of(524, HttpBytes.Html, HtmlPage));
        });
        foreach (var mode in Both("no HTTP at all", "no HTTP", HttpBytes.Raw("220 mail.example ESMTP\n"), ConnectionEnd.Close)
            .Concat(Both("status that is not a number", "no HTTP", HttpBytes.Raw("HTTP/1.1 two hundred\nContent-Length: 0\n\n"),
                ConnectionEnd.Close))
            .Concat(Both("header without a colon", "no HTTP",
                HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Type application/json\nContent-Length: 2\n\n{}"), ConnectionEnd.Close))
            .Concat(Both("headers without end", "no HTTP", HttpBytes.Raw($"HTTP/1.1 200 OK\nX-Long: {new string('x', 100_000)}\n\n"),
                ConnectionEnd.Close)))
        {
            yield return mode;
        }
    }

    private static IEnumerable<FaultMode> Lengths()
    {
        yield return Applied("length too long", "length",
            (exchange, answer) => SendAsync(exchange, HttpBytes.Of(answer, null, ("Content-Length", Number(answer.Body.Length + 10))),
            ConnectionEnd.Close));
        yield return Applied("length too short", "length",
            (exchange, answer) => SendAsync(exchange, HttpBytes.Of(answer, null, ("Content-Length", Number(answer.Body.Length / 2)))));
        yield return Applied("chunks without end", "chunks",
            (exchange, answer) => SendAsync(exchange, Chunked(answer, $"{answer.Body.Length + 100:x}"), ConnectionEnd.Close));
        foreach (var mode in Both("length that is negative", "plausible 2xx", HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Length: -1\n\n{}"),
            ConnectionEnd.Close)
            .Concat(Both("two different lengths", "plausible 2xx",
                HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Length: 2\nContent-Length: 20\n\n{}"), ConnectionEnd.Close))
            .Concat(Both("length that is not a number", "plausible 2xx", HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Length: many\n\n{}"),
                ConnectionEnd.Close))
            .Concat(Both("length of 20 GB", "endless",
                HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 20000000000\n\n{}"), ConnectionEnd.Close))
            .Concat(Both("chunk size that is not a number", "chunks",
                HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Type: application/json\nTransfer-Encoding: chunked\n\nxyz\n{}\n0\n\n"),
                ConnectionEnd.Close))
            .Concat(Both("chunk longer than its size", "chunks",
                HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Type: application/json\nTransfer-Encoding: chunked\n\n1\n{\"id\":1}\n0\n\n"),
                ConnectionEnd.Close))
            .Concat(Both("body without end", "endless",
                HttpBytes.Raw(
                    $"HTTP/1.1 200 OK\nContent-Type: application/json\nTransfer-Encoding: chunked\n\n"
                        + $"{Endless:x}\n{new string(' ', Endless)}\n"),
                ConnectionEnd.Close))
            .Concat(Both("packed that is not packed", "packing",
                HttpBytes.Of(200, HttpBytes.Json, ForeignJson, ("Content-Encoding", "gzip")), ConnectionEnd.KeepAlive))
            .Concat(Both("packed with an unknown encoding", "packing",
                HttpBytes.Of(200, HttpBytes.Json, "\u0001\u0002\u0003", ("Content-Encoding", "x-unknown")), ConnectionEnd.KeepAlive))
            .Concat(BothOf("packed without end", "endless", _ => Packed(HttpBytes.Gzip(Encoding.UTF8.GetBytes(new string(' ', Endless)))),
                ConnectionEnd.KeepAlive)))
        {
            yield return mode;
        }

        yield return Applied("packed and cut", "packing", (exchange, answer) =>
        {
            var packed = HttpBytes.Gzip(answer.Body.Span);
            return SendAsync(exchange, answer.Body.IsEmpty ? HttpBytes.Of(answer)
                : HttpBytes.Of(answer, packed[..(packed.Length / 2)], ("Content-Encoding", "gzip")));
        });
    }

    private static IEnumerable<FaultMode> Redirects()
        => new[] { 300, 301, 302, 303, 304, 305, 307,
            308 }.SelectMany(status => Both($"status {status}", status == 303 ? "303" : "redirect",
            HttpBytes.Of(status, HttpBytes.Html, HtmlPage, ("Location", "/login")), ConnectionEnd.KeepAlive));

    private static IEnumerable<FaultMode> ForeignSuccesses()
    {
        (string Name, byte[] Bytes)[] answers =
        [
            ("200 HTML", HttpBytes.Of(200, HttpBytes.Html, HtmlPage)),
            ("200 HTML that says it is JSON", HttpBytes.Of(200, HttpBytes.Json, HtmlPage)),
            ("201 HTML", HttpBytes.Of(201, HttpBytes.Html, HtmlPage)),
            ("202 HTML", HttpBytes.Of(202, HttpBytes.Html, HtmlPage)),
            ("200 plain text", HttpBytes.Of(200, "text/plain", "OK")),
            ("200 other JSON", HttpBytes.Of(200, HttpBytes.Json, ForeignJson)),
            ("201 other JSON", HttpBytes.Of(201, HttpBytes.Json, ForeignJson)),
            ("202 other JSON", HttpBytes.Of(202, HttpBytes.Json, ForeignJson)),
            ("200 JSON of another object", HttpBytes.Of(
                200,
                HttpBytes.Json,
                """{"id":"another-object","name":"Another object","version":99}""", ("ETag", "\"99-another\""))),
            ("200 without a content type", HttpBytes.Of(200, null, ForeignJson)),
            ("200 and nothing", HttpBytes.Of(200, null, string.Empty)),
            ("200 JSON and nothing", HttpBytes.Of(200, HttpBytes.Json, string.Empty)),
            ("204", HttpBytes.Of(204, null, string.Empty)),
            ("205", HttpBytes.Of(205, null, string.Empty)),
            ("206 other JSON", HttpBytes.Of(206, HttpBytes.Json, ForeignJson)),
            ("200 null", HttpBytes.Of(200, HttpBytes.Json, "null")),
            ("200 []", HttpBytes.Of(200, HttpBytes.Json, "[]")),
            ("200 {}", HttpBytes.Of(200, HttpBytes.Json, "{}")),
            ("200 true", HttpBytes.Of(200, HttpBytes.Json, "true")),
            ("200 with an error in it", HttpBytes.Of(
                200,
                HttpBytes.Json,
                """{"error":"maintenance","error_description":"Come back later."}""")),
            ("299 other JSON", HttpBytes.Of(299, HttpBytes.Json, ForeignJson)),
        ];
        foreach (var mode in answers.SelectMany(answer =>
            Both(answer.Name, Plausible.Contains(answer.Name) ? "plausible 2xx" : "foreign 2xx", answer.Bytes, ConnectionEnd.KeepAlive)))
        {
            yield return mode;
        }

        // A cache answers a write with its stored response; a mirror answers with the request.
        foreach (var isApplied in Either)
        {
            yield return Mode("200 with the request's own body", "mirror", isApplied,
                (exchange, _) => SendAsync(exchange,
                HttpBytes.Of(200, HttpBytes.Json, Encoding.UTF8.GetString(exchange.Request.Body.Span))));
        }

        yield return new FaultMode("200 with what the tenant held before", "stale answer", false,
            async exchange => await SendAsync(exchange, HttpBytes.Of(await exchange.ReadAsync()))) { OnlyFor = "PUT" };
    }

    private static IEnumerable<FaultMode> Encodings()
    {
        yield return Applied("byte order mark", "encoding",
            (exchange, answer) => SendAsync(exchange, HttpBytes.Of(answer, [.. "\uFEFF"u8, .. answer.Body.Span])));
        yield return Applied("UTF-16", "encoding",
            (exchange, answer) => SendAsync(exchange,
            HttpBytes.Of(answer, Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(answer.Body.Span)))));
        yield return Applied("not UTF-8", "encoding",
            (exchange, answer) => SendAsync(exchange,
            HttpBytes.Of(answer, answer.Body.IsEmpty ? [0xFF]
            : [.. answer.Body.Span[..^1], .. ",\"x\":\""u8, 0xFF, (byte)'"', (byte)'}'])));
        yield return Applied("half a surrogate pair", "encoding", Inserted("\"id\":\"\\ud800\","));
        yield return Applied("duplicate member", "members", Inserted("\"id\":\"another-object\",\"jobId\":\"another-object\","));
        yield return Applied("NaN", "members", Inserted("\"x\":NaN,"));
        yield return Applied("huge number", "members", Inserted("\"version\":1e999,\"x\":1e999,"));
        yield return Applied("deep nesting", "members", Inserted($"\"x\":{new string('[', 5000)}{new string(']', 5000)},"));
        yield return Applied("comment", "members", Inserted("/* from the gateway */"));
        yield return Applied("every member of another type", "members", (exchange, answer) =>
        {
            if (answer.Body.IsEmpty)
            {
                return SendAsync(exchange, HttpBytes.Of(answer));
            }

            var body = JsonNode.Parse(answer.Body.Span)!.AsObject();
            foreach (var name in body.Select(member => member.Key).ToList())
            {
                body[name] = new JsonArray(new JsonObject());
            }

            return SendAsync(exchange, HttpBytes.Of(answer, Encoding.UTF8.GetBytes(body.ToJsonString())));
        });
    }

    private static Func<SpoiledExchange, SandboxResponse, Task<ConnectionEnd>> Inserted(string member)
        => (exchange, answer) => SendAsync(exchange,
            HttpBytes.Of(answer, answer.Body.IsEmpty ? Encoding.UTF8.GetBytes($"{{{member}\"y\":1}}")
            : [(byte)'{', .. Encoding.UTF8.GetBytes(member), .. answer.Body.Span[1..]]));

    /// <summary>Refusals of the tenant. They are unambiguous if the write was not applied.</summary>
    private static IEnumerable<FaultMode> Refusals()
    {
        foreach (var status in new[] { 400, 403, 404, 413, 415, 422, 423 })
        {
            yield return new FaultMode($"{status} of the tenant", "refusal", false,
                exchange => SendAsync(exchange, HttpBytes.Refusal(status))) { Requires = Claim.NotMade };
        }

        foreach (var status in new[] { 409, 412 })
        {
            yield return new FaultMode($"{status} of the tenant", "conflict", false,
                exchange => SendAsync(exchange, HttpBytes.Refusal(status)));
            yield return new FaultMode($"{status} of the tenant without end", "conflict", false,
                exchange => SendAsync(exchange, HttpBytes.Refusal(status))) { Count = 40, Requires = Claim.NotMade };
        }

        foreach (var (name, value) in new[] { ("in 1 s", "1"), ("without a wait", null), ("with a wait that is negative", "-5"),
            ("with a wait that is not a number", "soon") })
        {
            yield return new FaultMode($"429 of the tenant {name}", "rate limit", false,
                exchange => SendAsync(exchange, HttpBytes.Refusal(429, ("Retry-After", value)))) { Requires = Claim.Made };
        }

        yield return new FaultMode("429 of the tenant without end", "rate limit", false,
            exchange => SendAsync(exchange, HttpBytes.Refusal(429))) { Count = 40, Requires = Claim.NotMade };
        foreach (var status in new[] { 429, 503 })
        {
            foreach (var (name, value) in new[] { ("of 30 years", "999999999"),
                ("of more digits than a number has", "99999999999999999999"), ("until the year 9999", "Fri, 31 Dec 9999 23:59:59 GMT") })
            {
                yield return new FaultMode($"{status} of the tenant with a wait {name}", "absurd wait", false,
                    exchange => SendAsync(exchange, HttpBytes.Refusal(status, ("Retry-After", value))));
            }
        }

        yield return new FaultMode("503 of the tenant in 1 s", "rate limit", false,
            exchange => SendAsync(exchange, HttpBytes.Refusal(503, ("Retry-After", "1")))) { Requires = Claim.Made };
        yield return new FaultMode("503 of the tenant in 1 s without end", "rate limit", false,
            exchange => SendAsync(exchange, HttpBytes.Refusal(503, ("Retry-After", "1")))) { Count = 40, Requires = Claim.NotMade };

        // A tenant that applies what it refuses, or a proxy that sends a request twice and returns the second answer.
        foreach (var status in new[] { 400, 403, 404, 409, 412, 429, 503 })
        {
            yield return Applied($"{status} of the tenant", "lying refusal",
                (exchange, _) => SendAsync(exchange, HttpBytes.Refusal(status, ("Retry-After", status == 503 ? "1" : null))));
        }
    }

    /// <summary>Statuses from a proxy or gateway between the module and the tenant.</summary>
    private static IEnumerable<FaultMode> Statuses()
    {
        foreach (var (status, cause) in ForeignStatuses)
        {
            foreach (var mode in Both($"{status} HTML", $"foreign {cause}", HttpBytes.Of(status, HttpBytes.Html, HtmlPage),
                ConnectionEnd.KeepAlive))
            {
                yield return mode;
            }
        }

        // A JSON object and an empty body are formats of the tenant's refusals: below 500 they are believed, whatever their source.
        foreach (var status in new[] { 400, 403, 404, 418, 500, 502, 524 })
        {
            foreach (var mode in Both($"{status} other JSON", status < 500 ? "other refusal" : "foreign 52x",
                HttpBytes.Of(status, HttpBytes.Json, ForeignJson), ConnectionEnd.KeepAlive)
                .Concat(Both($"{status} and nothing", status < 500 ? "empty refusal" : "foreign 52x",
                    HttpBytes.Of(status, null, string.Empty), ConnectionEnd.KeepAlive)))
            {
                yield return mode is { IsApplied: true, Cause: "other refusal" or "empty refusal" } ? mode with { Cause = "lying refusal" }
                    : mode;
            }
        }

        foreach (var status in new[] { 429, 503 })
        {
            foreach (var mode in Both($"{status} HTML", "foreign wait", HttpBytes.Of(status, HttpBytes.Html, HtmlPage),
                ConnectionEnd.KeepAlive).Where(_ => status == 429)
                .Concat(Both($"{status} HTML in 1 s", "foreign wait", HttpBytes.Of(status, HttpBytes.Html, HtmlPage, ("Retry-After", "1")),
                    ConnectionEnd.KeepAlive))
                .Concat(Both($"{status} HTML in 30 years", "foreign wait",
                    HttpBytes.Of(status, HttpBytes.Html, HtmlPage, ("Retry-After", "999999999")), ConnectionEnd.KeepAlive)))
            {
                yield return mode;
            }
        }

        foreach (var status in new[] { 500, 502, 504, 524 })
        {
            foreach (var mode in Both($"{status} of the tenant", "tenant 5xx", HttpBytes.Refusal(status), ConnectionEnd.KeepAlive))
            {
                yield return mode;
            }
        }

        foreach (var mode in Both("503 of the tenant without a wait", "tenant 5xx", HttpBytes.Refusal(503), ConnectionEnd.KeepAlive)
            .Concat(Both("999", "strange status", HttpBytes.Of(999, HttpBytes.Json, ForeignJson), ConnectionEnd.KeepAlive))
            .Concat(Both("600", "strange status", HttpBytes.Of(600, HttpBytes.Json, ForeignJson), ConnectionEnd.KeepAlive)))
        {
            yield return mode;
        }
    }

    private static IEnumerable<FaultMode> Tokens()
    {
        yield return new FaultMode("401 once", "token", false,
            exchange => SendAsync(exchange, HttpBytes.Refusal(401))) { Requires = Claim.Made };
        yield return new FaultMode("401 without end", "token", false, exchange => SendAsync(exchange, HttpBytes.Refusal(401))) { Count = 40,
            Requires = Claim.NotMade };
        foreach (var mode in Both("401 HTML", "foreign 401", HttpBytes.Of(401, HttpBytes.Html, HtmlPage), ConnectionEnd.KeepAlive))
        {
            yield return mode;
        }

        yield return new FaultMode("401 once, then the token is refused", "token refused", false,
            exchange => SendAsync(exchange, HttpBytes.Refusal(401))) { Requires = Claim.NotMade, Afterwards = static () => [TokenRefusal] };

        // The write was refused and is not repeated: whatever the token endpoint answers, it was not made.
        (string Name, string Cause, byte[] Bytes, ConnectionEnd End)[] answers =
        [
            ("is an HTML page", "token spoiled", HttpBytes.Of(200, HttpBytes.Html, HtmlPage), ConnectionEnd.KeepAlive),
            ("answers {}", "token spoiled", HttpBytes.Of(200, HttpBytes.Json, "{}"), ConnectionEnd.KeepAlive),
            ("answers 204", "token spoiled", HttpBytes.Of(204, null, string.Empty), ConnectionEnd.KeepAlive),
            ("answers 302", "token lost", HttpBytes.Of(302, HttpBytes.Html, HtmlPage, ("Location", "/login")), ConnectionEnd.KeepAlive),
            ("answers 502", "token lost", HttpBytes.Of(502, HttpBytes.Html, HtmlPage), ConnectionEnd.KeepAlive),
            ("answers 524", "token lost", HttpBytes.Of(524, HttpBytes.Html, HtmlPage), ConnectionEnd.KeepAlive),
            ("is reset", "token lost", [], ConnectionEnd.Reset),
            ("breaks off", "token lost",
                HttpBytes.Raw("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 200\n\n{"), ConnectionEnd.Close),
        ];
        foreach (var (name, cause, bytes, end) in answers)
        {
            yield return new FaultMode($"401 once, then the token endpoint {name}", cause, false,
                exchange => SendAsync(exchange, HttpBytes.Refusal(401)))
            {
                Requires = Claim.NotMade,
                Afterwards = () => [Token(exchange => SendAsync(exchange, bytes, end))],
            };
        }
    }

    /// <summary>Actions of the user while the answer is outstanding.</summary>
    private static IEnumerable<FaultMode> Client()
    {
        foreach (var isApplied in Either)
        {
            yield return Mode("Disconnect while the answer is on its way", "disconnect", isApplied, async (exchange, _) =>
            {
                await exchange.StallAsync();
                return ConnectionEnd.Close;
            }) with { Meanwhile = bench => bench.Connection.Dispose() };
            yield return Mode("Disconnect, then the answer is lost", "disconnect", isApplied,
                (_, _) => Task.FromResult(ConnectionEnd.Reset)) with { Meanwhile = bench => bench.Connection.Dispose() };
            yield return Mode("Ctrl+C while the answer is on its way", "cancel", isApplied, async (exchange, _) =>
            {
                await exchange.StallAsync();
                return ConnectionEnd.Close;
            }) with { Meanwhile = bench => bench.Cancel() };
        }

        static Task<ConnectionEnd> AskToWait(SpoiledExchange exchange)
            => SendAsync(exchange, HttpBytes.Refusal(429, ("Retry-After", "30")));
        yield return new FaultMode("Disconnect during a wait that the tenant requested", "disconnect", false, AskToWait)
        {
            Meanwhile = bench => bench.Connection.Dispose(), IsDuringWait = true,
        };
        yield return new FaultMode("Ctrl+C during a wait that the tenant requested", "cancel", false, AskToWait)
        {
            Meanwhile = bench => bench.Cancel(), IsDuringWait = true,
        };
    }

    /// <summary>The rule by which the token endpoint refuses the credential.</summary>
    public static ProxyRule TokenRefusal { get; } = Token(exchange =>
        SendAsync(exchange, HttpBytes.Of(401, HttpBytes.Json, """{"error":"invalid_client","error_description":"Revoked."}""")));

    private static ProxyRule Token(Func<SpoiledExchange, Task<ConnectionEnd>> act)
        => new(static (_, path) => path.EndsWith("/token", StringComparison.Ordinal), act) { Count = 100 };

    private static IEnumerable<bool> Either => [false, true];

    private static IEnumerable<FaultMode> Both(string name, string cause, byte[] bytes, ConnectionEnd end) =>
        BothOf(name, cause, _ => bytes, end);

    private static IEnumerable<FaultMode> BothOf(string name, string cause, Func<SpoiledExchange, byte[]> bytes, ConnectionEnd end)
        => Either.Select(isApplied => Mode(name, cause, isApplied, (exchange, _) => SendAsync(exchange, bytes(exchange), end)));

    private static FaultMode Applied(string name, string cause, Func<SpoiledExchange, SandboxResponse, Task<ConnectionEnd>> act)
        => new(name, cause, true, async exchange => await act(exchange, await exchange.ApplyAsync()));

    private static FaultMode Mode(string name, string cause, bool isApplied, Func<SpoiledExchange, SandboxResponse?,
        Task<ConnectionEnd>> act)
        => new(name, cause, isApplied, async exchange => await act(exchange, isApplied ? await exchange.ApplyAsync() : null));

    private static async Task<ConnectionEnd> SendAsync(SpoiledExchange exchange, byte[] bytes, ConnectionEnd end = ConnectionEnd.KeepAlive)
    {
        if (bytes.Length > 0)
        {
            await exchange.SendAsync(bytes);
        }

        return end;
    }

    private static byte[] Packed(byte[] body) =>
        [.. HttpBytes.Raw($"HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Encoding: gzip\nContent-Length: {body.Length}\n\n"),
        .. body];

    private static byte[] Chunked(SandboxResponse answer, string size)
        => [.. HttpBytes.Of(answer with { Body = default }, null, ("Content-Length", null), ("Transfer-Encoding", "chunked")),
            .. HttpBytes.Raw($"{size}\n"), .. answer.Body.Span];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
