using System.Text.Json.Nodes;

namespace CxOne.Merge;

/// <summary>The result of an update.</summary>
/// <param name="Before">The state that the write was based on.</param>
/// <param name="Written">The body that was written, or the state before if nothing was.</param>
/// <param name="After">The state that the tenant holds now; other clients may have changed it further.</param>
/// <param name="Writes">The number of writes that this workflow sent; the transport may have repeated each.</param>
/// <param name="IsChanged">This update changed the resource.</param>
/// <param name="WasRecognised">The answer to a write was lost, and a read showed that the tenant holds what was written.</param>
/// <param name="RequestId">The tenant's id of the write, or <see langword="null"/> if its answer was lost.</param>
internal sealed record VersionedUpdateResult(
    VersionedState Before, JsonObject Written, VersionedState After, int Writes, bool IsChanged, bool WasRecognised, string? RequestId)
{
    public UpdateStatus Status => WasRecognised ? UpdateStatus.Recognised : IsChanged ? UpdateStatus.Changed : UpdateStatus.Unchanged;
}
