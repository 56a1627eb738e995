using NodaTime;

namespace CxOne.DataActions;

/// <summary>What a timestamp says: a local time in whole milliseconds and, where it says so, its offset.</summary>
/// <param name="Local">The local time.</param>
/// <param name="OffsetMs">Offset from UTC in milliseconds; nothing where the timestamp has none.</param>
internal readonly record struct ReadTimestamp(LocalDateTime Local, long? OffsetMs);
