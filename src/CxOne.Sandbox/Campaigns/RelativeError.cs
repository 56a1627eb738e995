namespace CxOne.Sandbox.Campaigns;

/// <summary>|predicted − actual| ÷ actual, at most 1; of nothing, any prediction but nothing is wholly wrong.</summary>
internal static class RelativeError
{
    public static double Of(double predicted, double actual) =>
        actual > 0 ? Math.Min(1, Math.Abs(predicted - actual) / actual) : predicted > 0 ? 1 : 0;
}
