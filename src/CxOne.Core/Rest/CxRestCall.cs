using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Rest;

/// <summary>Calls any path of the tenant, in either family of paths, with the module's token, retries, budget and redaction.</summary>
public sealed record CxRestCall
{
    private const string PublishedFamily = "/inContactAPI/";
    private const int PublishedPageSize = 100;
    private const int EntityPageSize = 25;

    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Path and query below the tenant's address; an absolute address must be the tenant's.</summary>
    public required string Path { get; init; }

    /// <summary>The body as JSON bytes, or nothing.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Follow the pages to the end and answer their items.</summary>
    public bool AllPages { get; init; }

    /// <summary>The call may change the tenant.</summary>
    public bool IsWrite => Method != HttpMethod.Get && Method != HttpMethod.Head && Method != HttpMethod.Options;

    /// <summary>A path as it may be shown: query values whose name is not known to be harmless are hidden.</summary>
    /// <param name="path">Path and query.</param>
    public static string Shown(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return UriRedactor.RedactPath(path);
    }

    /// <summary>Checks everything that can be checked before the call is sent.</summary>
    /// <param name="connection">The tenant.</param>
    /// <exception cref="CxValidationException">The path is not the tenant's, or the options contradict each other.</exception>
    public void Validate(CxConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _ = ValidPath(connection.Client.BaseUri);
    }

    /// <summary>Runs the call. Without <see cref="AllPages"/> there is one answer or none (204).</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>A page of answers at a time; none is asked for before it is wanted.</returns>
    /// <exception cref="CxException">The path is not the tenant's, the audit log cannot be written, or any request error.</exception>
    public async IAsyncEnumerable<CxPage<JsonElement>> RunAsync(
        CxConnection connection, ICxLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        var path = ValidPath(connection.Client.BaseUri);
        if (!AllPages)
        {
            yield return IsWrite
                ? await WriteAsync(connection, path, log, cancellationToken).ConfigureAwait(false)
                : Page(await connection.Client.SendAsync(Request(path), log, cancellationToken).ConfigureAwait(false));
            yield break;
        }

        var guard = new RepeatedPageDetector();
        long seen = 0;
        for (string? next = FirstPage(path); next is not null;)
        {
            var response = await connection.Client.SendAsync(Request(next), log, cancellationToken).ConfigureAwait(false);
            if (response.Body.Length == 0)
            {
                yield break;
            }

            var body = response.ReadJson();
            var items = Items(body, response);
            guard.ThrowIfRepeated(response, items.Count);
            seen += items.Count;
            var total = Number(body, "total") ?? Number(body, "totalRecords");
            guard.WarnIfTotalChanged(total, log);
            yield return new CxPage<JsonElement>(items, total);
            next = NextPage(next, body, items.Count, seen, response, connection.Client.BaseUri);
        }
    }

    /// <summary>The entries that a batch refused although the call itself succeeded (published family).</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="answer">An answer of <see cref="RunAsync"/>.</param>
    public CxException? BatchFailure(CxConnection connection, JsonElement answer)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var errors = ApiErrorReader.ReadBatch(answer, connection.Scrubber);
        return errors.Count == 0
            ? null
            : new CxRequestException(
                CxErrors.BatchItemFailed,
                ErrorText.List($"{errors.Count} entries of the batch were refused:", errors.Select(error => error.ToString())),
                UriRedactor.RedactPath(Path),
                null)
            {
                Method = Method.Method,
                Uri = UriRedactor.RedactPath(Path),
                StatusCode = 200,
                Attempts = 1,
                Errors = errors,
            };
    }

    private string ValidPath(Uri baseUri)
    {
        var path = PathBelow(baseUri, Path);
        return AllPages && IsWrite
            ? throw new CxValidationException(
                [$"{CxHint.Option("AllPages")} goes with GET only, not with {Method}."], UriRedactor.RedactPath(Path))
            : path;
    }

    private static CxPage<JsonElement> Page(CxResponse response) => new(response.Body.Length == 0 ? [] : [Content(response)], null);

    /// <summary>
    /// The tenant is not asked afterwards what it holds: an answer of the interface's
    /// own form is believed, any other leaves the outcome open.
    /// </summary>
    private async Task<CxPage<JsonElement>> WriteAsync(
        CxConnection connection, string path, ICxLog log, CancellationToken cancellationToken)
    {
        var request = Request(path);
        var trail = new AuditTrail(connection, "Rest.Write", [UriRedactor.RedactPath(path)], log, cancellationToken);
        trail.Start(Details(null, null), RestJson.Default.RestMethodAudit);
        CxResponse? response = null;
        try
        {
            log.SetInterruptionNotice(
                $"{Method} {UriRedactor.RedactPath(path)} was being sent and may have been carried out. {request.LookUp}");
            response = await connection.Client.SendAsync(request, log, cancellationToken).ConfigureAwait(false);
            var page = Page(response);
            var refused = page.Items.Count == 1 ? BatchFailure(connection, page.Items[0]) : null;
            trail.End(AuditOutcome.Succeeded, Details(response, refused), RestJson.Default.RestMethodAudit);
            log.SetInterruptionNotice(null);
            trail.ThrowIfUnrecorded(
                $"{Method} {UriRedactor.RedactPath(path)} was answered with {response.StatusCode}.", page.Items, request.Item);
            return page;
        }
        catch (Exception exception) when (trail.IsOpen)
        {
            trail.Fail(exception, Details(response, exception), RestJson.Default.RestMethodAudit);
            throw;
        }

        RestMethodAudit Details(CxResponse? answer, Exception? error) => new()
        {
            Method = Method.Method,
            Path = UriRedactor.RedactPath(path),
            BodySha256 = Body is { } body ? Convert.ToHexStringLower(SHA256.HashData(body.Span)) : null,
            StatusCode = answer?.StatusCode ?? (error as CxRequestException)?.StatusCode,
            ContentType = answer?.ContentType,
            RequestId = answer?.RequestId ?? (error as CxRequestException)?.RequestId,
            IdempotencyKey = request.CarriesIdempotencyKey ? request.IdempotencyKey : null,
            Error = error?.Message,
        };
    }

    private CxRequest Request(string path) => new()
    {
        Method = Method,
        Path = path,
        Body = Body,
        Item = UriRedactor.RedactPath(path),
        LookUp = "Read the object that the call was about before you send it again.",
    };

    /// <summary>A path that stays at the tenant: the token goes nowhere else.</summary>
    private static string PathBelow(Uri baseUri, string path)
    {
        var text = path.Trim();
        var item = UriRedactor.RedactPath(path);
        if (!text.StartsWith('/') && text.Contains("://", StringComparison.Ordinal)
            && Uri.TryCreate(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var absolute))
        {
            if (!absolute.GetLeftPart(UriPartial.Authority)
                .Equals(baseUri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase))
            {
                throw new CxValidationException(
                    [$"The address is at {absolute.Host}, the connection is to {baseUri.Host}; the token is sent nowhere else."], item);
            }

            // The path of the connection's own address is put before every path.
            var below = baseUri.AbsolutePath.TrimEnd('/');
            text = below.Length > 0 && absolute.PathAndQuery.StartsWith(below + "/", StringComparison.Ordinal)
                ? absolute.PathAndQuery[below.Length..]
                : absolute.PathAndQuery;
        }
        else if (text.Length > 0 && text[0] != '/')
        {
            text = "/" + text;
        }

        return ApiRoute.IsPath(text)
            ? text
            : throw new CxValidationException(
                ["The path is empty, starts with '//', or has blanks, control characters, "
                    + "letters beyond ASCII, '\\' or '#'; escape them (a blank is %20)."],
                item);
    }

    private static JsonElement Content(CxResponse response)
    {
        if (AnswerForm.IsJson(response.ContentType))
        {
            return Whole(response.ReadJson(), response);
        }

        throw response.Invalid($"it is '{response.ContentType}', not JSON.");
    }

    private static string FirstPage(string path)
    {
        if (path.StartsWith(PublishedFamily, StringComparison.OrdinalIgnoreCase))
        {
            return WithQuery(WithQuery(path, "skip", "0", replace: false), "top", $"{PublishedPageSize}", replace: false);
        }

        return WithQuery(WithQuery(path, "page", "1", replace: false), "pageSize", $"{EntityPageSize}", replace: false);
    }

    private static string? NextPage(string current, JsonElement body, int count, long seen, CxResponse response, Uri baseUri)
    {
        if (body.ValueKind != JsonValueKind.Object || count == 0)
        {
            return null;
        }

        if (body.TryGetProperty("_links", out var links) && links.ValueKind == JsonValueKind.Object)
        {
            try
            {
                return links.TryGetProperty("next", out var next)
                    && next.ValueKind == JsonValueKind.String
                    && !string.IsNullOrWhiteSpace(next.GetString())
                    ? PathBelow(baseUri, next.GetString()!)
                    : null;
            }
            catch (Exception exception) when (exception is CxValidationException or InvalidOperationException)
            {
                throw response.Invalid($"its link to the next page leads elsewhere. {exception.Message}", exception);
            }
        }

        var total = Number(body, "total") ?? Number(body, "totalRecords");
        if (total is null || seen >= total)
        {
            return null;
        }

        return Query(current, "skip") is { } skip
            ? WithQuery(current, "skip", $"{skip + count}", replace: true)
            : WithQuery(current, "page", $"{(Query(current, "page") ?? 1) + 1}", replace: true);
    }

    /// <summary>The list in an answer: <c>entities</c>, or the one member that is a list, whose name differs by resource.</summary>
    private static List<JsonElement> Items(JsonElement body, CxResponse response)
    {
        if (body.ValueKind == JsonValueKind.Array)
        {
            return Whole(body.EnumerateArray(), response);
        }

        if (body.ValueKind == JsonValueKind.Object)
        {
            if (body.TryGetProperty("entities", out var entities) && entities.ValueKind == JsonValueKind.Array)
            {
                return Whole(entities.EnumerateArray(), response);
            }

            var lists = body.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array).ToList();
            if (lists.Count == 1)
            {
                return Whole(lists[0].Value.EnumerateArray(), response);
            }
        }

        throw response.Invalid($"it is not a page of a list; call it without {CxHint.Option("AllPages")}.");
    }

    private static List<JsonElement> Whole(JsonElement.ArrayEnumerator items, CxResponse response)
        => [.. items.Select(item => Whole(item, response))];

    /// <summary>An answer, or an item of a page, of which objects are made one at a time.</summary>
    private static JsonElement Whole(JsonElement item, CxResponse response)
    {
        try
        {
            AnswerMemory.CheckDynamic(JsonMarshal.GetRawUtf8Value(item));
            return item;
        }
        catch (JsonException exception)
        {
            throw response.Invalid(exception.Message, exception);
        }
    }

    private static long? Number(JsonElement body, string name)
        => body.ValueKind == JsonValueKind.Object
            && body.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number)
            ? number
            : null;

    private static long? Query(string path, string name)
    {
        var question = path.IndexOf('?', StringComparison.Ordinal);
        return question < 0
            ? null
            : path[(question + 1)..].Split('&')
                .Where(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
                .Select(part => long.TryParse(part.AsSpan(name.Length + 1), out var number) ? number : (long?)null)
                .FirstOrDefault();
    }

    private static string WithQuery(string path, string name, string value, bool replace)
    {
        var question = path.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
        {
            return $"{path}?{name}={value}";
        }

        var parts = path[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries).ToList();
        var at = parts.FindIndex(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            parts.Add($"{name}={value}");
        }
        else if (replace)
        {
            parts[at] = $"{name}={value}";
        }

        return $"{path[..question]}?{string.Join('&', parts)}";
    }
}
