using CxOne.Numerics;

namespace CxOne.Pacing;

/// <summary>
/// The inputs that all simulations of one campaign share. Ratio, days, seed and limit may differ. Results with equal inputs belong to one
/// curve.
/// </summary>
/// <param name="Agents">Number of agents.</param>
/// <param name="Pacing">The pacing rule.</param>
/// <param name="TickSec">Seconds between two decisions of the dialer; 0 if it decides at every event.</param>
/// <param name="AnswerRate">Answer rate; if it changes by time of day, its mean over the counted time.</param>
/// <param name="PatienceSec">Patience in seconds.</param>
/// <param name="MeanTalkSec">Mean talk time in seconds.</param>
/// <param name="MeanWrapSec">Mean wrap-up time in seconds.</param>
/// <param name="CountedHours">Hours of a day after the warm-up.</param>
/// <param name="InputFingerprint">A hash of all other inputs: ring times, shapes and samples of durations, answer rates by time of day,
/// warm-up, settings of the adaptive rule.</param>
internal sealed record DialerInputs(
    int Agents, DialerPacing Pacing, double TickSec, double AnswerRate, double PatienceSec, double MeanTalkSec, double MeanWrapSec,
    double CountedHours, ulong InputFingerprint)
{
    public static DialerInputs Of(DialerSimulationRequest request, DialerPlan plan) => new(
        request.Agents, request.Pacing, request.TickSec, MeanAnswerRate(request, plan), request.PatienceSec, request.Talk.MeanSec,
        request.Wrap.MeanSec, plan.CountedSec / 3600, FingerprintOf(request, plan));

    private static double MeanAnswerRate(DialerSimulationRequest request, DialerPlan plan)
    {
        if (request.AnswerRate is { } constant)
        {
            return constant;
        }

        var sum = 0d;
        var steps = plan.AnswerRates;
        for (var index = 0; index < steps.Length; index++)
        {
            var begin = Math.Max(plan.WarmTick, steps[index].Tick);
            var end = index + 1 < steps.Length ? Math.Min(plan.EndTick, steps[index + 1].Tick) : plan.EndTick;
            sum += request.AnswerRateBuckets[index].AnswerRate * Math.Max(0, end - begin);
        }

        return sum / (plan.EndTick - plan.WarmTick);
    }

    private static ulong FingerprintOf(DialerSimulationRequest request, DialerPlan plan)
    {
        var fingerprint = SplitMix64.GoldenGamma;
        foreach (var time in new[] { request.RingAnswered, request.RingUnanswered, request.Talk, request.Wrap })
        {
            Add((double)time.Kind);
            Add(time.MeanSec);
            Add(time.Cv);
            foreach (var value in time.Sample)
            {
                Add(value);
            }
        }

        foreach (var bucket in request.AnswerRateBuckets)
        {
            Add(bucket.StartSec);
            Add(bucket.AnswerRate);
        }

        Add(plan.WarmTick);
        if (request.Pacing == DialerPacing.Adaptive)
        {
            var rule = request.Adaptive;
            foreach (var value in new[]
            {
                rule.StartLevel, rule.LowestLevel, rule.ReviewSec, rule.Step, rule.WaitingWeight, rule.DropLimit, rule.MinimumAnswers,
                (double)rule.Reaction
            })
            {
                Add(value);
            }
        }

        return fingerprint;

        void Add(double value)
            => fingerprint = SplitMix64.Mix((fingerprint ^ BitConverter.DoubleToUInt64Bits(value)) + SplitMix64.GoldenGamma);
    }
}
