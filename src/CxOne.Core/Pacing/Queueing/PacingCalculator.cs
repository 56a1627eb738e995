using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>Evaluates closed-form queueing models, and finds the agents or the load that meet a goal.</summary>
/// <remarks>
/// Longer than 300 lines, because the searches and the evaluations of all models share their private methods. Accurate to at least
/// 10,000 agents. A queue that overloads without patience has <see cref="PacingResult.IsStable"/> false and a warning; no result is NaN.
/// </remarks>
public static class PacingCalculator
{
    /// <summary>Evaluates a model.</summary>
    /// <param name="request">The model and its inputs.</param>
    /// <returns>The values that the model defines; the others are <see langword="null"/>.</returns>
    /// <exception cref="CxValidationException">An input is missing, is out of range or does not belong to the model. The exception lists
    /// all violations.</exception>
    public static PacingResult Measure(PacingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(PacingUnknown.None);
        return Evaluate(request);
    }

    /// <summary>Finds the smallest number of agents that meets a goal.</summary>
    /// <param name="request">The model and its inputs, without <see cref="PacingRequest.Agents"/>.</param>
    /// <param name="goal">The goal.</param>
    /// <returns>The evaluation of the model with that number of agents.</returns>
    /// <exception cref="CxValidationException">An input is invalid, or no number of agents up to 1,000,000 meets the goal.</exception>
    public static PacingResult FindAgents(PacingRequest request, PacingGoal goal)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(goal);
        request.Validate(PacingUnknown.Agents, goal);
        var missed = 0;
        var met = 0;
        for (var agents = 1; met == 0; agents = (int)Math.Min(PacingRequest.MaximumAgents, 2L * agents))
        {
            if (goal.IsMetBy(Evaluate(request with { Agents = agents })))
            {
                met = agents;
            }
            else if (agents == PacingRequest.MaximumAgents)
            {
                throw new CxValidationException([PacingMessages.NoAgentsMeetGoal(agents)], request.Model.ToString());
            }
            else
            {
                missed = agents;
            }
        }

        while (met - missed > 1)
        {
            var middle = missed + ((met - missed) / 2);
            if (goal.IsMetBy(Evaluate(request with { Agents = middle })))
            {
                met = middle;
            }
            else
            {
                missed = middle;
            }
        }

        return Evaluate(request with { Agents = met });
    }

    /// <summary>Finds the largest load that still meets a goal, in erlangs, or in lines with <see cref="PacingModel.Engset"/>.</summary>
    /// <param name="request">The model and its inputs, without <see cref="PacingRequest.OfferedLoad"/>,
    /// <see cref="PacingRequest.CallsPerHour"/> and <see cref="PacingRequest.Lines"/>.</param>
    /// <param name="goal">The goal.</param>
    /// <returns>The evaluation of the model with that load.</returns>
    /// <exception cref="CxValidationException">An input is invalid, no load meets the goal, or every load up to 10,000,000 erlangs (or
    /// every number of lines up to 1,000,000) does.</exception>
    public static PacingResult FindLoad(PacingRequest request, PacingGoal goal)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(goal);
        request.Validate(PacingUnknown.Load, goal);
        if (request.Model == PacingModel.Engset)
        {
            return FindLines(request, goal);
        }

        var low = 0d;
        var high = (double)request.Agents!.Value;
        while (IsMet(high))
        {
            if (high >= PacingRequest.MaximumLoad)
            {
                throw new CxValidationException([PacingMessages.EveryLoadMeetsGoal(PacingRequest.MaximumLoad)], request.Model.ToString());
            }

            low = high;
            high = Math.Min(PacingRequest.MaximumLoad, 2 * high);
        }

        // Load 0 meets every goal that can be met. About sixty halvings exhaust a double; a tiny result takes more.
        for (var round = 0; round < 1200; round++)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            if (IsMet(middle))
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0
            ? Evaluate(request with { OfferedLoad = low })
            : throw new CxValidationException([PacingMessages.NoLoadMeetsGoal], request.Model.ToString());

        bool IsMet(double load) => goal.IsMetBy(Evaluate(request with { OfferedLoad = load }));
    }

    private static PacingResult FindLines(PacingRequest request, PacingGoal goal)
    {
        // With as many lines as agents no call is ever lost, so the search starts there.
        var met = request.Agents!.Value;
        var missed = met;
        for (var step = 1; missed == met || IsMet(missed); step *= 2)
        {
            met = missed;
            if (met == PacingRequest.MaximumAgents)
            {
                throw new CxValidationException([PacingMessages.EveryNumberOfLinesMeetsGoal(met)], request.Model.ToString());
            }

            missed = (int)Math.Min(PacingRequest.MaximumAgents, (long)met + step);
        }

        while (missed - met > 1)
        {
            var middle = met + ((missed - met) / 2);
            if (IsMet(middle))
            {
                met = middle;
            }
            else
            {
                missed = middle;
            }
        }

        return Evaluate(request with { Lines = met });

        bool IsMet(int lines) => goal.IsMetBy(Evaluate(request with { Lines = lines }));
    }

    private static PacingResult Evaluate(PacingRequest request) => request.Model switch
    {
        PacingModel.ErlangB => Loss(request),
        PacingModel.ErlangC => Delay(request),
        PacingModel.ErlangA => request.PatienceSec > 0 ? Impatience(request) : Drop(request),
        PacingModel.DropAfter => Drop(request),
        PacingModel.Engset => Engset(request),
        _ => Heuristic(request),
    };

    private static PacingResult Frame(PacingRequest request)
    {
        var load = request.Load;
        return new PacingResult
        {
            Model = request.Model,
            Agents = request.Agents!.Value,
            OfferedLoad = load,
            CallsPerHour = request.CallsPerHour ?? (request.HandleTimeSec is { } handle ? load * 3600 / handle : null),
            TargetSec = request.TargetSec,
        };
    }

    private static PacingResult Loss(PacingRequest request)
    {
        var blocking = ErlangB.Blocking(request.Agents!.Value, request.Load);
        return Frame(request) with
        {
            BlockingProbability = blocking,
            Utilization = Math.Min(1, request.Load * (1 - blocking) / request.Agents.Value),
        };
    }

    /// <summary>C = B ÷ (1 − (a/c)(1 − B)); ASA = C·h ÷ (c − a); service level = 1 − C·exp(−(c − a)T/h) (A. K. Erlang 1917).</summary>
    private static PacingResult Delay(PacingRequest request)
    {
        var agents = request.Agents!.Value;
        var load = request.Load;
        if (load >= agents)
        {
            return Frame(request) with
            {
                IsStable = false,
                WaitProbability = 1,
                AverageWaitSec = double.PositiveInfinity,
                AverageWaitServedSec = double.PositiveInfinity,
                QueueLength = double.PositiveInfinity,
                ServiceLevel = request.TargetSec is null ? null : 0,
                ServiceLevelExcludingShortAbandons = request.TargetSec is null ? null : 0,
                WaitBeyondTargetProbability = request.TargetSec is null ? null : 1,
                AbandonmentRate = 0,
                Utilization = 1,
                Warnings = [PacingMessages.Unstable(load, agents)],
            };
        }

        var blocking = ErlangB.Blocking(agents, load);
        var wait = blocking / (1 - (load / agents * (1 - blocking)));
        double? average = request.HandleTimeSec is { } handle ? wait * handle / (agents - load) : null;
        double? beyond = request.TargetSec is { } target ? wait * Math.Exp(-(agents - load) * target / request.HandleTimeSec!.Value) : null;
        return Frame(request) with
        {
            WaitProbability = wait,
            AverageWaitSec = average,
            AverageWaitServedSec = average,
            QueueLength = wait * load / (agents - load),
            ServiceLevel = 1 - beyond,
            ServiceLevelExcludingShortAbandons = 1 - beyond,
            WaitBeyondTargetProbability = beyond,
            AbandonmentRate = 0,
            Utilization = load / agents,
        };
    }

    private static PacingResult Impatience(PacingRequest request)
    {
        var handle = request.HandleTimeSec!.Value;
        var patience = request.PatienceSec!.Value;
        var wait = new OfferedWait(request.Agents!.Value, request.Load, handle / patience);
        var served = 1 - wait.Abandoned;
        double? within = null;
        double? excluding = null;
        double? beyond = null;
        if (request.TargetSec is { } target)
        {
            within = Math.Min(1, wait.ServedWithin(target / handle));
            excluding = Math.Min(1, within.Value / (1 - wait.AbandonedWithin(target / handle)));
            beyond = wait.Beyond(target / handle);
        }

        return Frame(request) with
        {
            WaitProbability = wait.Waiting,
            AverageWaitSec = wait.Abandoned * patience,
            AverageWaitServedSec = wait.ServedWait * handle / served,
            QueueLength = request.Load / handle * wait.Abandoned * patience,
            ServiceLevel = within,
            ServiceLevelExcludingShortAbandons = excluding,
            WaitBeyondTargetProbability = beyond,
            AbandonmentRate = wait.Abandoned,
            Utilization = Math.Min(1, request.Load * served / request.Agents.Value),
        };
    }

    /// <summary>
    /// M/M/n+D: the integrals of Zeltyn and Mandelbaum are elementary if every call waits at most exactly τ. The unit is the handle time.
    /// </summary>
    private static PacingResult Drop(PacingRequest request)
    {
        var agents = request.Agents!.Value;
        var load = request.Load;
        var handle = request.HandleTimeSec!.Value;
        var patience = request.PatienceSec!.Value / handle;
        var excess = load - agents;
        // The density of the offered wait is e^(excess·x) up to τ and falls by e^(−agents·x) after it; the larger end is scaled to 1.
        var scale = Math.Max(0, excess * patience);
        var idle = Math.Exp(-scale) / ErlangB.Blocking(agents - 1, load);
        var dropped = load * Math.Exp((excess * patience) - scale) / agents;
        var upToPatience = load * Area(0, patience);
        var total = idle + upToPatience + dropped;
        var abandonment = dropped / total;
        // Not 1 − abandonment, which loses all digits under a heavy overload.
        var served = double.IsInfinity(idle) ? 1 : (idle + upToPatience) / total;
        var servedWait = load * Moment(patience) / total;
        double? within = null;
        double? excluding = null;
        double? beyond = null;
        if (request.TargetSec is { } targetSec)
        {
            var target = targetSec / handle;
            within = target < patience ? (double.IsInfinity(idle) ? 1 : (idle + (load * Area(0, target))) / total) : served;
            excluding = target < patience ? within : 1;
            // The integral from the target on, not 1 minus the integral up to it, which loses all digits where the result is small.
            beyond = target < patience ? ((load * Area(target, patience)) + dropped) / total : 0;
        }

        return Frame(request) with
        {
            WaitProbability = (upToPatience + dropped) / total,
            AverageWaitSec = (servedWait + (patience * abandonment)) * handle,
            AverageWaitServedSec = servedWait / served * handle,
            QueueLength = load * (servedWait + (patience * abandonment)),
            ServiceLevel = within,
            ServiceLevelExcludingShortAbandons = excluding,
            WaitBeyondTargetProbability = beyond,
            AbandonmentRate = abandonment,
            Utilization = Math.Min(1, load * served / agents),
        };

        // ∫ e^(excess·u − scale) du between two waits
        double Area(double from, double to)
        {
            var z = excess * (to - from);
            return z > 0.5 ? (Math.Exp((excess * to) - scale) - Math.Exp((excess * from) - scale)) / excess
                : z == 0 ? (to - from) * Math.Exp((excess * from) - scale)
                : OfferedWait.Expm1(z) / z * (to - from) * Math.Exp((excess * from) - scale);
        }

        // ∫₀^x u·e^(excess·u − scale) du
        double Moment(double x)
        {
            var z = excess * x;
            if (Math.Abs(z) > 1)
            {
                return ((Math.Exp(z - scale) * (z - 1)) + Math.Exp(-scale)) / (excess * excess);
            }

            var sum = 0d;
            var power = 1d;
            for (var term = 0; term < 24; term++)
            {
                sum += power / (term + 2);
                power *= z / (term + 1);
            }

            return sum * x * x * Math.Exp(-scale);
        }
    }

    /// <summary>
    /// Lines that redial and drop at once: the number of busy agents is Binomial(L, α ÷ (1 + α)) truncated at N, for any distribution of
    /// the durations (T. O. Engset 1918).
    /// </summary>
    private static PacingResult Engset(PacingRequest request)
    {
        var agents = request.Agents!.Value;
        var lines = request.Lines!.Value;
        var handle = request.HandleTimeSec!.Value;
        var cycle = request.RingCycleSec;
        var alpha = handle / cycle;
        var congestion = ErlangB.EngsetBlocking(agents, lines, alpha);
        // Carried = offered × (1 − congestion), and only free lines offer.
        var busy = lines * alpha * (1 - congestion) / (1 + (alpha * (1 - congestion)));
        var answered = (lines - busy) * 3600 / cycle;
        return new PacingResult
        {
            Model = request.Model,
            Agents = agents,
            Lines = lines,
            OfferedLoad = (lines - busy) * alpha,
            BlockingProbability = congestion,
            AbandonmentRate = congestion,
            Utilization = busy / agents,
            CallsPerHour = answered,
            DialsPerHour = answered / request.AnswerRate!.Value,
        };
    }

    private static PacingResult Heuristic(PacingRequest request)
    {
        var figures = PacingHeuristic.Evaluate(
            request.AnswerRate!.Value, request.Agents!.Value, request.TargetAbandonment!.Value, request.HandleTimeSec!.Value);
        return new PacingResult
        {
            Model = request.Model,
            Agents = request.Agents.Value,
            AbandonmentRate = figures.EstimatedAbandonment,
            Utilization = figures.AgentUtilization,
            Heuristic = figures,
            Warnings = [figures.Warning],
        };
    }
}
