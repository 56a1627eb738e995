using System.Globalization;
using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>Discrete-event simulation of a predictive dialer: what a pacing rule does to abandonment, agents and waits.</summary>
/// <remarks>The same seed gives the same result, bit for bit, on every machine and for every number of threads.</remarks>
public static class DialerSimulation
{
    /// <summary>Simulates a campaign.</summary>
    /// <param name="request">The campaign.</param>
    /// <param name="progress">Is told at every percent and about every second, at most
    /// a few hundred times, on the threads that simulate.</param>
    /// <param name="cancellationToken">Ends the simulation within 100 ms.</param>
    /// <exception cref="CxValidationException">The request breaks rules; all violations together.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DialerSimulationResult Run(
        DialerSimulationRequest request, Action<CxProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        var plan = new DialerPlan(request);
        return Run(request, plan, new DialerRunner(plan, request.Threads), DayDone(progress, request.Days), cancellationToken);
    }

    /// <summary>
    /// Simulates a campaign at several ratios with common random numbers, so that their differences are not blurred by chance.
    /// </summary>
    /// <param name="request">The campaign, without lines and ratio.</param>
    /// <param name="ratios">The ratios, at least one. With <see cref="DialerPacing.Lines"/>
    /// a result has the ratio of its whole lines.</param>
    /// <param name="progress">Is told at every percent and about every second, at most
    /// a few hundred times, on the threads that simulate.</param>
    /// <param name="cancellationToken">Ends the simulation within 100 ms.</param>
    /// <returns>A result a ratio, in their order.</returns>
    /// <exception cref="CxValidationException">The request breaks rules; all violations together.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<DialerSimulationResult> Sweep(
        DialerSimulationRequest request,
        IReadOnlyList<double> ratios,
        Action<CxProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(ratios);
        var requests = ratios.Select(ratio => request with { Ratio = ratio }).ToList();
        var named = string.Join(", ", ratios.Select(ratio => ratio.ToString(CultureInfo.InvariantCulture)));
        // What breaks a rule at every ratio is said once.
        var violations = (requests.Count > 0 ? requests : [request with { Ratio = 1 }])
            .SelectMany(candidate => candidate.Violations(ratios: named))
            .Distinct()
            .ToList();
        if (requests.Count == 0)
        {
            violations.Add("There are no ratios to simulate.");
        }
        else if (request.Ratio is not null)
        {
            violations.Add(
                string.Create(CultureInfo.InvariantCulture, $"Ratio {request.Ratio} cannot be given beside the ratios {named}."));
        }

        CxValidationException.ThrowIfAny(violations);
        var plan = new DialerPlan(request);
        var runner = new DialerRunner(plan, request.Threads);
        var dayDone = DayDone(progress, (long)request.Days * ratios.Count);
        return requests.ConvertAll(candidate => Run(candidate, plan, runner, dayDone, cancellationToken));
    }

    /// <summary>
    /// Finds the highest ratio whose upper bound of abandonment stays at or below <see cref="DialerSimulationRequest.MaxAbandonmentRate"/>.
    /// </summary>
    /// <param name="request">The campaign, without lines and ratio.</param>
    /// <param name="search">Where to look.</param>
    /// <param name="progress">Is told at every candidate and about every second, on the threads that simulate.</param>
    /// <param name="cancellationToken">Ends the search within 100 ms.</param>
    /// <remarks>
    /// Abandonment rises with the ratio, so the search halves. All candidates see the same random numbers. A candidate that lies far
    /// from the limit is judged by fewer days; the answer itself has all of them. With <see cref="DialerPacing.Lines"/> the candidates are
    /// the whole lines whose ratio to the agents lies between the lowest and the highest one of the search.
    /// </remarks>
    /// <exception cref="CxValidationException">The request or the search breaks rules, or no whole lines have a ratio inside of the search;
    /// all violations together.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DialerRatioResult FindRatio(
        DialerSimulationRequest request,
        DialerRatioSearch? search = null,
        Action<CxProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        search ??= new DialerRatioSearch();
        var violations = request.Violations(findsRatio: true);
        violations.AddRange(search.Violations());
        if (violations.Count == 0 && request.Pacing == DialerPacing.Adaptive)
        {
            violations = (request with { Ratio = search.LowestRatio }).Violations();
        }

        CxValidationException.ThrowIfAny(violations);
        return new DialerRatioFinder(request, search, new ProgressThrottle(TimeProvider.System), progress, cancellationToken).Find();
    }

    private static DialerSimulationResult Run(
        DialerSimulationRequest request, DialerPlan plan, DialerRunner runner, Action? dayDone, CancellationToken cancellationToken)
    {
        var counters = new DayCounters[request.Days];
        runner.Run(DialerTarget.Of(request), counters, 0, request.Days, dayDone, cancellationToken);
        return DialerReport.Create(request, plan, counters);
    }

    private static Action? DayDone(Action<CxProgress>? report, long days)
        => report is null ? null : new DialerProgress(report, "Simulating", days, new ProgressThrottle(TimeProvider.System)).DayDone;
}
