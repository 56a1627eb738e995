using NodaTime;

namespace CxOne.DataActions;

/// <summary>The content of a timestamp: a local time in whole milliseconds and an optional offset.</summary>
/// <param name="Local">The local time.</param>
/// <param name="OffsetMs">Offset from UTC in milliseconds; <see langword="null"/> if the timestamp has no offset.</param>
internal readonly record struct ReadTimestamp(LocalDateTime Local, long? OffsetMs);
