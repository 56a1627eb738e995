using CxOne.Sandbox.OAuth;

namespace CxOne.Sandbox.Faults;

/// <summary>Selects the fault of each request, by rules first and then by shares.</summary>
internal sealed class FaultSchedule
{
    private readonly SandboxOptions _options;
    private readonly List<FaultRule> _rules = [];
    private long _requests;

    // Continues elsewhere, because the tenant is locked when the rules are removed.
    private TaskCompletionSource _removal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FaultSchedule(SandboxOptions options) => _options = options;

    public IReadOnlyList<FaultRule> Rules => _rules;

    public void Add(IEnumerable<FaultRule> rules) => _rules.AddRange(rules);

    /// <summary>Removes the rules. Responses that one of them delays are sent at once.</summary>
    public void ClearRules()
    {
        _rules.Clear();
        _removal.SetResult();
        _removal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Reset()
    {
        ClearRules();
        _requests = 0;
    }

    public FaultPlan Plan(SandboxRequest request)
    {
        var number = ++_requests;
        return ByRule(request) ?? ByShare(request, number);
    }

    private static int? DefaultStatus(SandboxFault? fault) => fault switch
    {
        SandboxFault.TooManyRequests => 429,
        SandboxFault.ServerError => 500,
        SandboxFault.ServiceUnavailable => 503,
        _ => null,
    };

    private static string? DefaultRetryAfter(int? status) => status == 429 ? "1" : null;

    private FaultPlan? ByRule(SandboxRequest request)
    {
        foreach (var rule in _rules)
        {
            if (rule.Count == 0 || !rule.Matches(request))
            {
                continue;
            }

            if (rule.Skip > 0)
            {
                rule.Skip--;
                continue;
            }

            rule.Count--;
            rule.Fired++;
            var status = rule.IsAnswer ? rule.Status ?? DefaultStatus(rule.Fault) : null;
            var delay = rule.Delay == TimeSpan.Zero && rule.Fault == SandboxFault.Latency ? _options.LatencyFault : rule.Delay;
            return new FaultPlan
            {
                Name = rule.Name,
                Delay = delay,
                DelayEnds = _removal.Task,
                Fault = rule.Fault,
                Status = status,
                RetryAfter = rule.RetryAfter ?? DefaultRetryAfter(status),
                Body = rule.Body,
                ContentType = rule.ContentType,
                IsApplied = rule.IsApplied,
            };
        }

        return null;
    }

    private FaultPlan ByShare(SandboxRequest request, long number)
    {
        if (_options.Faults.Count == 0)
        {
            return FaultPlan.None;
        }

        var isTokenRequest = OAuthEndpoints.IsTokenPath(request.Segments);
        var delay = TimeSpan.Zero;
        SandboxFault? met = null;
        foreach (var fault in Enum.GetValues<SandboxFault>())
        {
            if (!_options.Faults.TryGetValue(fault, out var share)
                || !(Draw(fault, number, stream: 0) < share)
                || !Concerns(fault, request, isTokenRequest))
            {
                continue;
            }

            if (fault == SandboxFault.Latency)
            {
                delay = _options.LatencyFault;
            }
            else
            {
                // A request meets at most one fault.
                met ??= fault;
            }
        }

        if (met is null)
        {
            return delay == TimeSpan.Zero
                ? FaultPlan.None
                : new FaultPlan { Name = SandboxFaultNames.Of(SandboxFault.Latency), Delay = delay, Fault = SandboxFault.Latency };
        }

        var asksToWait = met == SandboxFault.TooManyRequests
            || (met == SandboxFault.ServiceUnavailable && Draw(met.Value, number, stream: 1) < 0.5);
        return new FaultPlan
        {
            Name = SandboxFaultNames.Of(met.Value),
            Delay = delay,
            Fault = met,
            Status = DefaultStatus(met),
            RetryAfter = asksToWait ? "1" : null,
        };
    }

    private static bool Concerns(SandboxFault fault, SandboxRequest request, bool isTokenRequest) => fault switch
    {
        SandboxFault.StaleETag => request.Method == "PUT" && request.Header("If-Match") is not null,
        SandboxFault.ExpireToken => !isTokenRequest && request.Header("Authorization") is not null,
        _ => true,
    };

    /// <summary>
    /// Returns a number from 0 to 1 that depends only on the seed, the fault and the number of the request (SplitMix64). Enabling one fault
    /// therefore does not affect others, and the result is the same on every runtime.
    /// </summary>
    private double Draw(SandboxFault fault, long number, int stream)
    {
        unchecked
        {
            var value = Mix((ulong)(uint)_options.Seed);
            value = Mix(value + (ulong)(((int)fault * 2) + stream + 1));
            value = Mix(value + (ulong)number);
            return (value >> 11) * (1.0 / (1UL << 53));
        }
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
