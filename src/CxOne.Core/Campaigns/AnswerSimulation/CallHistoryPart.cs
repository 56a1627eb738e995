namespace CxOne.Campaigns;

/// <summary>A part of the day with the calls of all rows that are about it.</summary>
/// <param name="Bucket">The calls.</param>
/// <param name="StartSec">Its start, seconds since midnight; of a part after midnight in a day across it, 86,400 or more.</param>
/// <param name="EndSec">Its end, seconds since the same midnight; <see langword="null"/> where the name of the bucket has none.</param>
internal sealed record CallHistoryPart(CallHistoryBucket Bucket, double StartSec, double? EndSec)
{
    public const double DaySec = 86_400;

    public CallHistoryPart OfPreviousDay() => this with { StartSec = StartSec - DaySec, EndSec = EndSec - DaySec };

    public CallHistoryPart OfNextDay() => this with { StartSec = StartSec + DaySec, EndSec = EndSec + DaySec };
}
