using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>The goal of a search for agents or for a load. Exactly one of the three limits must be set.</summary>
public sealed record PacingGoal
{
    /// <summary>
    /// Gets the lowest service level within <see cref="PacingRequest.TargetSec"/>, greater than 0 and less than 1 (Erlang C, Erlang A,
    /// DropAfter).
    /// </summary>
    public double? ServiceLevel { get; init; }

    /// <summary>
    /// Gets the calls that <see cref="ServiceLevel"/> is a share of. The default is <see cref="ServiceLevelBasis.Offered"/>.
    /// </summary>
    public ServiceLevelBasis ServiceLevelBasis { get; init; }

    /// <summary>Gets the highest share of blocked calls, greater than 0 and less than 1 (Erlang B, Engset).</summary>
    public double? MaxBlocking { get; init; }

    /// <summary>Gets the highest share of abandoned calls, greater than 0 and less than 1 (Erlang A, DropAfter, Engset).</summary>
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
            violations.Add(PacingMessages.NoInverseOfHeuristic);
            return;
        }

        var count = (ServiceLevel is null ? 0 : 1) + (MaxBlocking is null ? 0 : 1) + (MaxAbandonment is null ? 0 : 1);
        if (count != 1)
        {
            violations.Add(PacingMessages.GoalRequired(unknown, count));
        }

        Check(nameof(ServiceLevel), ServiceLevel, model is PacingModel.ErlangC or PacingModel.ErlangA or PacingModel.DropAfter);
        Check(nameof(MaxBlocking), MaxBlocking, model is PacingModel.ErlangB or PacingModel.Engset);
        Check(nameof(MaxAbandonment), MaxAbandonment, model is PacingModel.ErlangA or PacingModel.DropAfter or PacingModel.Engset);
        if (!Enum.IsDefined(ServiceLevelBasis))
        {
            violations.Add(PacingMessages.UnknownBasis((int)ServiceLevelBasis));
        }

        void Check(string name, double? value, bool belongs)
        {
            if (value is null)
            {
                return;
            }

            if (!belongs)
            {
                violations.Add(PacingMessages.NotOfModel(name, model));
            }

            violations.RangeBetween(name, value, 0, 1);
        }
    }
}
