namespace CxOne.Http;

/// <summary>Lets a request go when the budget has room for it; every attempt counts.</summary>
internal sealed class RateBudgetHandler : DelegatingHandler
{
    private readonly RequestBudget _budget;

    public RateBudgetHandler(RequestBudget budget) => _budget = budget;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await _budget.WaitAsync(RequestState.Of(request).Log, cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
