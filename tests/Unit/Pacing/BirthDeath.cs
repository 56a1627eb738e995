namespace CxOne.Tests.Pacing;

/// <summary>Computes the same queues by plain sums, independent of the integrals of the product.</summary>
internal static class BirthDeath
{
    /// <summary>M/M/n+M by its stationary distribution; the unit of time is the mean handle time.</summary>
    public static (double Waiting, double Abandoned, double QueueLength) ErlangA(int agents, double load, double impatience)
    {
        // Logarithms of the weights of all states, until they are negligible relative to the largest.
        List<double> logs = [0];
        var largest = 0d;
        for (var state = 1; ; state++)
        {
            var leaving = Math.Min(state, agents) + (Math.Max(0, state - agents) * impatience);
            var log = logs[^1] + Math.Log(load / leaving);
            logs.Add(log);
            largest = Math.Max(largest, log);
            if (state > agents + 40
                && load < leaving
                && log < Math.Max(largest, logs[agents]) - 745 + Math.Min(700, largest - logs[agents]))
            {
                break;
            }
        }

        // The sums are scaled by the weight of the state in which all agents are busy, so that small shares stay exact.
        var scale = Math.Max(logs[agents], largest - 650);
        var all = 0d;
        var waiting = 0d;
        var queue = 0d;
        for (var state = logs.Count - 1; state >= 0; state--)
        {
            var weight = Math.Exp(logs[state] - scale);
            all += weight;
            if (state >= agents)
            {
                waiting += weight;
                queue += weight * (state - agents);
            }
        }

        return (waiting / all, queue / all * impatience / load, queue / all);
    }

    /// <summary>M/M/n+D by numerical integration of the density of the offered wait; the unit of time is the mean handle time.</summary>
    public static (double Waiting, double Abandoned, double ServedWait, double ServedWithin) DropAfter(
        int agents, double load, double patience, double target)
    {
        // Weights of the states with free agents, relative to the state with one free agent.
        var idle = 0d;
        var weight = 1d;
        for (var state = agents - 1; state >= 0; state--)
        {
            idle += weight;
            weight *= state / load;
        }

        const int Steps = 2_000;
        var served = 0d;
        var servedWait = 0d;
        var servedWithin = 0d;
        foreach (var (from, to) in new[] { (0, Math.Min(target, patience)), (Math.Min(target, patience), patience) })
        {
            for (var step = 0; step <= Steps; step++)
            {
                var wait = from + ((to - from) * step / Steps);
                // Simpson's rule.
                var share = (to - from) / Steps / 3 * (step is 0 or Steps ? 1 : step % 2 == 1 ? 4 : 2) * load * Math.Exp(
                    (load - agents) * wait);
                served += share;
                servedWait += share * wait;
                servedWithin += to <= target ? share : 0;
            }
        }

        var dropped = load * Math.Exp((load - agents) * patience) / agents;
        var total = idle + served + dropped;
        return ((served + dropped) / total, dropped / total, servedWait / (idle + served), (idle + servedWithin) / total);
    }
}
