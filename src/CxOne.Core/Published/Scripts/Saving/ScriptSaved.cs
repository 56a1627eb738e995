namespace CxOne.Published;

/// <summary>A save that the tenant is known to hold.</summary>
/// <param name="Body">The script as the tenant returned it after the save.</param>
/// <param name="Warnings">The findings of the tenant's check.</param>
/// <param name="WasRecognised">The answer to the save was lost, and a read showed that the tenant holds the script.</param>
/// <param name="RequestId">The tenant's id of the save.</param>
internal sealed record ScriptSaved(
    ScriptBody Body, IReadOnlyList<ScriptSaveFinding> Warnings, bool WasRecognised, string? RequestId);
