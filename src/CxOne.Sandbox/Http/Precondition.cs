namespace CxOne.Sandbox.Http;

/// <summary>Evaluates <c>If-Match</c> with strong comparison as RFC 9110, section 13.1.1, demands.</summary>
internal static class Precondition
{
    private const string Header = "If-Match";

    /// <summary>Returns a refusal if a write lacks its required precondition.</summary>
    public static SandboxResponse? Missing(SandboxRequest request)
    {
        if (request.Header(Header) is not null)
        {
            return null;
        }

        const string Message = "If-Match is missing: this write requires the ETag that was read.";
        return Responses.BadRequest(request, Message, new ErrorEntry("PRECONDITION_REQUIRED", Message) { Field = Header });
    }

    /// <summary>
    /// Returns a refusal if a write is based on another version; null if it has no precondition or the precondition holds.
    /// </summary>
    public static SandboxResponse? Failed(SandboxRequest request, string currentETag)
    {
        if (request.Header(Header) is not { } header)
        {
            return null;
        }

        if (Tags(header) is not { } tags)
        {
            const string Message = "If-Match must be * or a comma-separated list of ETags in double quotes.";
            return Responses.BadRequest(request, Message, new ErrorEntry("INVALID_ETAG", Message) { Field = Header });
        }

        // Weak tags never match in a strong comparison; because they keep their W/, they do not.
        return tags.Contains("*") || tags.Contains(currentETag, StringComparer.Ordinal)
            ? null
            : Responses.Refuse(request, 412, "precondition_failed", "If-Match does not match the current ETag.");
    }

    /// <summary>Returns the tags of a header including their quotes; null if it is malformed.</summary>
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

            // A tag may contain a comma; only its second quote ends it.
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
