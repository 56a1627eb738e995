using System.Globalization;
using CxOne.Studio.Calls;

namespace CxOne.Studio.Testing;

/// <summary>Reads the stubs of a test case: subscripts, web requests, actions, the queue, events.</summary>
internal static class StubReader
{
    public static Dictionary<string, SubscriptStub> Subscripts(
        TestNodeReader reader, TestNode test, IReadOnlyDictionary<string, SubscriptStub> outer)
    {
        var subscripts = outer.ToDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, stub) in TestNodeReader.Member(test, "subs")?.Members ?? [])
        {
            if (reader.CheckMembers(stub, ["return", "set", "error"]))
            {
                subscripts[name] = new SubscriptStub
                {
                    Return = reader.Text(stub, "return") ?? string.Empty,
                    Set = reader.Map(stub, "set"),
                    IsError = reader.Flag(stub, "error"),
                };
            }
        }

        return subscripts;
    }

    public static IEnumerable<RestStub> Rest(TestNodeReader reader, TestNode test)
    {
        foreach (var stub in TestNodeReader.Items(TestNodeReader.Member(test, "rest")))
        {
            if (!reader.CheckMembers(stub, ["match", "reply", "timeout", "error", "oversize"]))
            {
                continue;
            }

            var match = TestNodeReader.Member(stub, "match");
            var reply = TestNodeReader.Member(stub, "reply");
            if ((match is not null && !reader.CheckMembers(match, ["action", "url", "verb"]))
                || (reply is not null && !reader.CheckMembers(reply, ["status", "json", "text", "headers"])))
            {
                continue;
            }

            yield return new RestStub
            {
                Action = match is null ? null : reader.Text(match, "action"),
                Url = match is null ? null : reader.Text(match, "url"),
                Verb = match is null ? null : reader.Text(match, "verb"),
                Status = reply is null ? 200 : (int)(reader.Number(reply, "status", 100, 599) ?? 200),
                Body = reply is null
                    ? string.Empty
                    : TestNodeReader.Json(TestNodeReader.Member(reply, "json")) ?? reader.Text(reply, "text") ?? string.Empty,
                IsTimeout = reader.Flag(stub, "timeout"),
                Error = reader.Flag(stub, "oversize") ? "The answer is larger than 32 KB." : reader.Text(stub, "error"),
            };
        }
    }

    public static IEnumerable<ActionStub> ActionStubs(TestNodeReader reader, TestNode test, string member, string exit)
    {
        foreach (var stub in TestNodeReader.Items(TestNodeReader.Member(test, member)))
        {
            if (!reader.CheckMembers(stub, ["action", exit, "set"]))
            {
                continue;
            }

            if (reader.Text(stub, "action") is { } action)
            {
                yield return new ActionStub
                {
                    Action = action,
                    Branch = reader.Text(stub, exit) ?? string.Empty,
                    Set = reader.Map(stub, "set"),
                };
            }
            else
            {
                reader.Add(TestMessages.MemberMissing(stub.ToString(), "action"));
            }
        }
    }

    public static QueueStub Queue(TestNodeReader reader, TestNode test)
    {
        if (TestNodeReader.Member(test, "queue") is not { } queue)
        {
            return QueueStub.Never;
        }

        if (queue.Members is not null && reader.CheckMembers(queue, ["answerAfter"]))
        {
            return new QueueStub { AnswerAfter = reader.Number(queue, "answerAfter", 0, 86_400) };
        }

        switch (queue.Text?.ToLowerInvariant())
        {
            case "never":
                return QueueStub.Never;
            case "refused":
                return new QueueStub { IsRefused = true };
            default:
                reader.Add(TestMessages.QueueInvalid(queue.ToString(), queue.Text ?? string.Empty));
                return QueueStub.Never;
        }
    }

    public static IEnumerable<EventStub> Events(TestNodeReader reader, TestNode test)
    {
        foreach (var stub in TestNodeReader.Items(TestNodeReader.Member(test, "events")))
        {
            if (!reader.CheckMembers(stub, ["after", "fire", "params"]))
            {
                continue;
            }

            if (reader.Text(stub, "fire") is not { } fire || reader.Text(stub, "after") is not { } after)
            {
                reader.Add(TestMessages.MemberMissing(stub.ToString(), TestNodeReader.Member(stub, "fire") is null ? "fire" : "after"));
                continue;
            }

            // "30s" is a time; a bare number is the id of an action.
            decimal? seconds = after.EndsWith('s') && decimal.TryParse(
                after.AsSpan(0, after.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
            yield return new EventStub
            {
                Fire = fire,
                AfterAction = seconds is null ? after : null,
                AfterSeconds = seconds,
                Parameters = reader.Texts(stub, "params"),
            };
        }
    }
}
