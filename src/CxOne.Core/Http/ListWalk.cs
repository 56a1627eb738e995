using CxOne.Errors;

namespace CxOne.Http;

/// <summary>
/// Finds the end of a list by what its pages say. It is never guessed: where a page says nothing, the next one is requested until one is
/// empty, and a list that ends before the number of items that it names is an error.
/// </summary>
internal sealed class ListWalk
{
    private readonly RepeatedPageDetector _repeated = new();
    private readonly ICxLog _log;
    private readonly int _pageSize;
    private long _seen;
    private long _page;
    private bool _isEndUnsaid;
    private bool _hasPages;

    /// <param name="log">Is warned where the list changes while it is read.</param>
    /// <param name="pageSize">Items per page that are requested.</param>
    /// <param name="skipped">Items before the first page that is requested.</param>
    public ListWalk(ICxLog log, int pageSize, long skipped = 0)
    {
        _log = log;
        _pageSize = pageSize;
        _seen = skipped;
        _page = pageSize > 0 ? skipped / pageSize : 0;
    }

    /// <summary>What the last page says.</summary>
    public ListFacts Facts { get; private set; } = new();

    /// <summary>There is no page after the last one.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Takes a page.</summary>
    /// <param name="response">Its answer.</param>
    /// <param name="count">Its items.</param>
    /// <returns>
    /// Whether its items are items of the list. They are not where the list has no pages and answers the same items to every request.
    /// </returns>
    /// <exception cref="CxRequestException">The page repeats one before, or the end of the list cannot be told.</exception>
    public bool Take(CxResponse response, int count)
    {
        if (_repeated.IsRepeated(response, count))
        {
            // As many items as were requested may be the first page of a list that ignores what is requested.
            IsAtEnd = _isEndUnsaid && count != _pageSize
                ? true
                : throw response.Error(CxErrors.PageRepeated, HttpMessages.PageRepeated);
            return false;
        }

        Facts = ListFacts.Read(response.Body.Span);
        _hasPages = true;
        _seen += count;
        _page++;
        _repeated.WarnIfTotalChanged(Facts.Total, _log);
        IsAtEnd = FindEnd(response, count);
        return true;
    }

    /// <summary>Takes an answer without a body: the list has no further page.</summary>
    /// <exception cref="CxRequestException">The list says that it has more items.</exception>
    public void End(CxResponse response)
    {
        if (_hasPages)
        {
            Facts = Facts with { Next = null };
            _ = FindEnd(response, 0);
        }

        IsAtEnd = true;
    }

    private bool FindEnd(CxResponse response, int count)
    {
        var total = Facts.Total >= _seen ? Facts.Total : null;
        var isTotalReached = total is null ? (bool?)null : _seen >= total;
        if (Facts.Next is not null && !(isTotalReached == true && count == 0))
        {
            return false;
        }

        if (Facts.Cursor is { } cursor && isTotalReached != true)
        {
            throw response.Invalid(HttpMessages.ListContinuesElsewhere(cursor, _seen));
        }

        var arePagesRead = Facts.PageCount is { } pages ? _page >= pages : (bool?)null;
        bool?[] says = [isTotalReached, arePagesRead, Facts.HasMore is { } more ? !more : null];
        _isEndUnsaid = says.All(end => end is null);
        var isEnd = _isEndUnsaid ? count == 0 || Facts.HasLinks || count < Facts.PageSize : !says.Contains(false);
        return isEnd || count > 0
            ? isEnd
            : throw response.Invalid(HttpMessages.ListEndsEarly(_seen, total, arePagesRead is null ? null : Facts.PageCount));
    }
}
