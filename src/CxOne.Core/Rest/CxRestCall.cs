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

/// <summary>A call of any path of the tenant, of either family, with the module's token, retries, request budget and redaction.</summary>
public sealed record CxRestCall
{
    /// <summary>Gets the HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Gets the path and query below the tenant's address, or an absolute address of the tenant.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the body, as JSON bytes; <see langword="null"/> for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Gets whether all pages of a list are read. The results are then the items of the list.</summary>
    public bool AllPages { get; init; }

    /// <summary>Gets whether the call may change the tenant: any method but GET, HEAD and OPTIONS.</summary>
    public bool IsWrite => Method != HttpMethod.Get && Method != HttpMethod.Head && Method != HttpMethod.Options;

    /// <summary>Returns a path without the query values whose names are not known to be harmless.</summary>
    /// <param name="path">The path and query.</param>
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

    /// <summary>Runs the call. Without <see cref="AllPages"/> the result is one answer, or none (204).</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>The answers, page by page. Each page is requested when it is needed.</returns>
    /// <exception cref="CxValidationException">The path is invalid or leads to another host, or <see cref="AllPages"/> is set for a write.
    /// </exception>
    /// <exception cref="CxException">The audit log cannot be written (<c>AuditWriteFailed</c>), or a request failed.</exception>
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

        var first = RestPages.First(path);
        var isPublished = RestPath.Number(first, "skip") is not null;
        var size = RestPath.Number(first, isPublished ? "top" : "pageSize") is > 0 and <= int.MaxValue and { } asked
            ? (int)asked
            : isPublished ? RestPages.PublishedPageSize : RestPages.EntityPageSize;
        var walk = new ListWalk(
            log, size, isPublished ? RestPath.Number(first, "skip") ?? 0 : Math.Max(0, (RestPath.Number(first, "page") ?? 1) - 1) * size);
        HashSet<string> walked = [];
        for (string? next = first; next is not null;)
        {
            var response = await connection.Client.SendAsync(Request(next), log, cancellationToken).ConfigureAwait(false);
            if (response.Body.Length == 0)
            {
                walk.End(response);
                yield break;
            }

            var body = response.ReadJson();
            var items = RestPages.Items(body, response);
            if (!walk.Take(response, items.Count))
            {
                yield break;
            }

            yield return new CxPage<JsonElement>(items, walk.Facts.Total);
            next = walk.IsAtEnd ? null : RestPages.Next(next, items.Count, walk.Facts.Next, walked, response, connection.Client.BaseUri);
        }
    }

    /// <summary>
    /// Returns the failure of a batch whose call succeeded but some of whose entries the tenant refused (published family).
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="answer">An answer of <see cref="RunAsync"/>.</param>
    /// <returns>The failure (<c>BatchItemFailed</c>); <see langword="null"/> if no entry was refused.</returns>
    public CxException? BatchFailure(CxConnection connection, JsonElement answer)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var errors = ApiErrorReader.ReadBatch(answer, connection.Scrubber);
        return errors.Count == 0
            ? null
            : new CxRequestException(
                CxErrors.BatchItemFailed,
                ErrorText.List(RestMessages.BatchEntriesRefused(errors.Count), errors.Select(error => error.ToString())),
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
        var path = RestPath.Below(baseUri, Path);
        return AllPages && IsWrite
            ? throw new CxValidationException([RestMessages.AllPagesRequiresGet(Method.Method)], UriRedactor.RedactPath(Path))
            : path;
    }

    private static CxPage<JsonElement> Page(CxResponse response) => new(response.Body.Length == 0 ? [] : [Content(response)], null);

    /// <summary>
    /// Sends a write. An answer in the interface's own format is trusted, because the object behind an arbitrary path cannot be read back.
    /// Any other answer leaves the outcome unknown.
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
            log.SetInterruptionNotice(RestMessages.WriteInterrupted(Method.Method, UriRedactor.RedactPath(path)));
            response = await connection.Client.SendAsync(request, log, cancellationToken).ConfigureAwait(false);
            var page = Page(response);
            var refused = page.Items.Count == 1 ? BatchFailure(connection, page.Items[0]) : null;
            trail.End(AuditOutcome.Succeeded, Details(response, refused), RestJson.Default.RestMethodAudit);
            log.SetInterruptionNotice(null);
            trail.ThrowIfUnrecorded(
                RestMessages.WriteDone(Method.Method, UriRedactor.RedactPath(path), response.StatusCode), page.Items, request.Item);
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
        LookUp = RestMessages.LookUp,
        NotFoundAdvice = RestMessages.PathNotFoundAdvice,
    };

    private static JsonElement Content(CxResponse response)
    {
        if (AnswerForm.IsJson(response.ContentType))
        {
            return RestPages.RequireAffordable(response.ReadJson(), response);
        }

        throw response.Invalid(RestMessages.NotJson(response.ContentType!));
    }
}
