namespace CxOne.Sandbox.Campaigns;

/// <summary>|predicted − actual| ÷ actual, at most 1. If actual is 0, it is 0 for a prediction of 0 and otherwise 1.</summary>
internal static class RelativeError
{
    public static double Of(double predicted, double actual) =>
        actual > 0 ? Math.Min(1, Math.Abs(predicted - actual) / actual) : predicted > 0 ? 1 : 0;
}
