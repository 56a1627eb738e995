using System.Globalization;
using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>Simulates a predictive dialer by discrete events, to estimate abandonment, utilization and waits under a pacing rule.</summary>
/// <remarks>The same seed gives bit-identical results on every machine and for every number of threads.</remarks>
public static class DialerSimulation
{
    /// <summary>Simulates a campaign.</summary>
    /// <param name="request">The campaign.</param>
    /// <param name="progress">Called after each percent and about once per second, at most a few hundred times, on the threads of the
    /// simulation.</param>
    /// <param name="cancellationToken">Cancels the simulation within 100 ms.</param>
    /// <returns>The result of all days.</returns>
    /// <exception cref="CxValidationException">The request is invalid. The exception lists all violations.</exception>
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
    /// Simulates a campaign at several ratios with common random numbers, which reduce the noise in the differences between the results.
    /// </summary>
    /// <param name="request">The campaign, without <see cref="DialerSimulationRequest.Lines"/> and
    /// <see cref="DialerSimulationRequest.Ratio"/>.</param>
    /// <param name="ratios">The ratios, at least one. With <see cref="DialerPacing.Lines"/> the ratio of a result is that of its whole
    /// lines.</param>
    /// <param name="progress">Called after each percent and about once per second, at most a few hundred times, on the threads of the
    /// simulation.</param>
    /// <param name="cancellationToken">Cancels the simulation within 100 ms.</param>
    /// <returns>One result per ratio, in the order of the ratios.</returns>
    /// <exception cref="CxValidationException">The request is invalid. The exception lists all violations.</exception>
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
        // A violation at several ratios is reported once.
        var violations = (requests.Count > 0 ? requests : [request with { Ratio = 1 }])
            .SelectMany(candidate => candidate.Violations(ratios: named))
            .Distinct()
            .ToList();
        if (requests.Count == 0)
        {
            violations.Add(PacingMessages.NoRatios);
        }
        else if (request.Ratio is { } single)
        {
            violations.Add(PacingMessages.RatioBesideRatios(single, named));
        }

        CxValidationException.ThrowIfAny(violations);
        var plan = new DialerPlan(request);
        var runner = new DialerRunner(plan, request.Threads);
        var dayDone = DayDone(progress, (long)request.Days * ratios.Count);
        return requests.ConvertAll(candidate => Run(candidate, plan, runner, dayDone, cancellationToken));
    }

    /// <summary>
    /// Finds the highest ratio whose upper bound of the abandonment rate is at or below
    /// <see cref="DialerSimulationRequest.MaxAbandonmentRate"/>.
    /// </summary>
    /// <param name="request">The campaign, without <see cref="DialerSimulationRequest.Lines"/> and
    /// <see cref="DialerSimulationRequest.Ratio"/>.</param>
    /// <param name="search">The range and the step of the search; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Called for each candidate and about once per second, on the threads of the simulation.</param>
    /// <param name="cancellationToken">Cancels the search within 100 ms.</param>
    /// <returns>The highest ratio within the limit, if any, and all candidates.</returns>
    /// <remarks>
    /// Abandonment rises with the ratio, so the search is a bisection. All candidates use the same random numbers. A candidate far from the
    /// limit is judged by fewer days; the result has all of them. With <see cref="DialerPacing.Lines"/> the candidates are the whole
    /// numbers of lines whose ratio to the agents is within the range of the search.
    /// </remarks>
    /// <exception cref="CxValidationException">The request or the search is invalid, or the range contains no whole number of lines. The
    /// exception lists all violations.</exception>
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
        => report is null
            ? null
            : new DialerProgress(report, PacingMessages.SimulationActivity, days, new ProgressThrottle(TimeProvider.System)).DayDone;
}
