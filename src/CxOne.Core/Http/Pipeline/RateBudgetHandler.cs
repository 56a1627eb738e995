namespace CxOne.Http;

/// <summary>Delays each attempt until the concurrency limit of its operation and the request budget allow it.</summary>
internal sealed class RateBudgetHandler : DelegatingHandler
{
    private readonly IRequestBudget _budget;

    public RateBudgetHandler(IRequestBudget budget) => _budget = budget;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var state = RequestState.Of(request);
        var concurrency = state.Request.Concurrency;
        if (concurrency is not null)
        {
            await concurrency.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var granted = await _budget.WaitAsync(state.Request.IsWrite, state.Log, cancellationToken).ConfigureAwait(false);
            try
            {
                return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _budget.Complete(granted);
            }
        }
        finally
        {
            concurrency?.Release();
        }
    }
}
