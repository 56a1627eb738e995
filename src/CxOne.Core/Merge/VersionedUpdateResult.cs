using System.Text.Json.Nodes;

namespace CxOne.Merge;

/// <summary>How an update ended.</summary>
/// <param name="Before">What the write was built on.</param>
/// <param name="Written">What was written: the caller's work and nobody else's. The state before where nothing was.</param>
/// <param name="After">What the tenant holds now; others may have changed it further.</param>
/// <param name="Writes">How often this workflow sent a write; the transport may have repeated each.</param>
/// <param name="IsChanged">The tenant was changed by this update.</param>
/// <param name="WasRecognised">The answer to a write was lost, and the tenant was found to hold what was to be written.</param>
/// <param name="RequestId">The tenant's id of the write, where its answer came.</param>
internal sealed record VersionedUpdateResult(
    VersionedState Before, JsonObject Written, VersionedState After, int Writes, bool IsChanged, bool WasRecognised, string? RequestId)
{
    public UpdateStatus Status => WasRecognised ? UpdateStatus.Recognised : IsChanged ? UpdateStatus.Changed : UpdateStatus.Unchanged;

    /// <summary>What the record of an update says that began to write and then had nothing left to do.</summary>
    public const string MadeByOthers = "Somebody else had made the same change meanwhile; this one was refused and not needed any more.";
}
