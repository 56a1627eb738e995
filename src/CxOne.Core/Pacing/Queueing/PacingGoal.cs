using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>What an inverse question has to meet; exactly one member is set.</summary>
public sealed record PacingGoal
{
    /// <summary>At least this service level, above 0 to below 1, within the request's <see cref="PacingRequest.TargetSec"/>.</summary>
    public double? ServiceLevel { get; init; }

    /// <summary>Which service level is meant.</summary>
    public ServiceLevelBasis ServiceLevelBasis { get; init; }

    /// <summary>At most this share of calls is blocked, above 0 to below 1 (Erlang B, Engset).</summary>
    public double? MaxBlocking { get; init; }

    /// <summary>At most this share of calls is abandoned, above 0 to below 1 (Erlang A, DropAfter, Engset).</summary>
    public double? MaxAbandonment { get; init; }

    internal bool IsMetBy(PacingResult result)
    {
        if (ServiceLevel is { } level)
        {
            var reached = ServiceLevelBasis == ServiceLevelBasis.Offered ? result.ServiceLevel : result.ServiceLevelExcludingShortAbandons;
            return reached >= level;
        }

        return MaxBlocking is { } blocking ? result.BlockingProbability <= blocking : result.AbandonmentRate <= MaxAbandonment;
    }

    internal void Validate(PacingModel model, PacingUnknown unknown, List<string> violations)
    {
        if (model == PacingModel.Heuristic)
        {
            violations.Add("Heuristic has no inverse question.");
            return;
        }

        var count = (ServiceLevel is null ? 0 : 1) + (MaxBlocking is null ? 0 : 1) + (MaxAbandonment is null ? 0 : 1);
        if (count != 1)
        {
            violations.Add(
                $"{(unknown == PacingUnknown.Agents ? "FindAgents" : "FindLoad")} needs exactly one of ServiceLevel, "
                    + $"MaxBlocking and MaxAbandonment; {count} are given.");
        }

        Check(nameof(ServiceLevel), ServiceLevel, model is PacingModel.ErlangC or PacingModel.ErlangA or PacingModel.DropAfter);
        Check(nameof(MaxBlocking), MaxBlocking, model is PacingModel.ErlangB or PacingModel.Engset);
        Check(nameof(MaxAbandonment), MaxAbandonment, model is PacingModel.ErlangA or PacingModel.DropAfter or PacingModel.Engset);
        if (!Enum.IsDefined(ServiceLevelBasis))
        {
            violations.Add($"ServiceLevelBasis {(int)ServiceLevelBasis} is not known.");
        }

        void Check(string name, double? value, bool belongs)
        {
            if (value is null)
            {
                return;
            }

            if (!belongs)
            {
                violations.Add($"{model} has no {name}.");
            }

            violations.RangeBetween(name, value, 0, 1);
        }
    }
}
