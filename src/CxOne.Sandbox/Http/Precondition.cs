namespace CxOne.Sandbox.Http;

/// <summary>The <c>If-Match</c> of a request, compared as RFC 9110, section 13.1.1, demands: strongly.</summary>
internal static class Precondition
{
    private const string Header = "If-Match";

    /// <summary>The refusal of a write that has to say which version it is based on, and does not.</summary>
    public static SandboxResponse? Missing(SandboxRequest request)
    {
        if (request.Header(Header) is not null)
        {
            return null;
        }

        const string Message = "If-Match is missing: this write has to carry the ETag that was read.";
        return Responses.BadRequest(request, Message, new ErrorEntry("PRECONDITION_REQUIRED", Message) { Field = Header });
    }

    /// <summary>The refusal of a write that is based on another version; null when it may go on, or has no condition.</summary>
    public static SandboxResponse? Failed(SandboxRequest request, string currentETag)
    {
        if (request.Header(Header) is not { } header)
        {
            return null;
        }

        if (Tags(header) is not { } tags)
        {
            const string Message = "If-Match must be *, or ETags in double quotes, separated by commas.";
            return Responses.BadRequest(request, Message, new ErrorEntry("INVALID_ETAG", Message) { Field = Header });
        }

        // A weak tag never equals another one strongly, so its W/ stays on it and cannot match.
        return tags.Contains("*") || tags.Contains(currentETag, StringComparer.Ordinal)
            ? null
            : Responses.Refuse(request, 412, "precondition_failed", "If-Match does not match the current ETag.");
    }

    /// <summary>The tags of a header, quotes included; null when it is malformed.</summary>
    private static List<string>? Tags(string header)
    {
        var rest = header.AsSpan().Trim();
        if (rest is "*")
        {
            return ["*"];
        }

        var tags = new List<string>();
        while (true)
        {
            var quote = rest.StartsWith("W/", StringComparison.Ordinal) ? 2 : 0;
            if (quote >= rest.Length || rest[quote] != '"')
            {
                return null;
            }

            // A tag may hold a comma; only its second quote ends it.
            var length = rest[(quote + 1)..].IndexOf('"');
            if (length < 0)
            {
                return null;
            }

            var end = quote + 1 + length + 1;
            tags.Add(rest[..end].ToString());
            rest = rest[end..].TrimStart();
            if (rest.IsEmpty)
            {
                return tags;
            }

            if (rest[0] != ',')
            {
                return null;
            }

            rest = rest[1..].TrimStart();
        }
    }
}
