namespace CxOne.Merge;

/// <summary>How an update ended.</summary>
/// <param name="Before">What the tenant held just before.</param>
/// <param name="After">What it holds now.</param>
/// <param name="Writes">How often this workflow sent a write; the transport may have repeated each.</param>
/// <param name="IsChanged">The tenant was changed by this update.</param>
/// <param name="WasRecognised">The answer to a write was lost, and the tenant was found to hold what was to be written.</param>
internal sealed record VersionedUpdateResult(VersionedState Before, VersionedState After, int Writes, bool IsChanged, bool WasRecognised);
