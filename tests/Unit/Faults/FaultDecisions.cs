namespace CxOne.Tests.Faults;

/// <summary>
/// Cases in which no client could know the outcome, and the accepted result. docs/testing.md gives the reasons. A decision applies only if
/// the three sources disagree, and never if something was written twice or an operation has no outcome.
/// </summary>
internal static class FaultDecisions
{
    private static readonly (int Number, Func<FaultVerdict, bool> Holds)[] All =
    [
        // 1: a refusal in the format of the tenant is believed.
        (1, static verdict => verdict.Case.Mode is { Cause: "lying refusal", IsApplied: true } && verdict.Told.Claim == Claim.NotMade
            && verdict.Log == Claim.NotMade),

        // 2: the answer to a raw call is the result itself; if it could come from the tenant, user and log both report it.
        (2, static verdict => verdict.Case is { Form.IsRaw: true, Mode.Cause: "plausible 2xx" or "mirror" or "stale answer" }
            && verdict.Told.Claim == verdict.Log && verdict.Told.Claim == Claim.Made),

        // 3: a lookup cannot find a change that the tenant applies after the lookup.
        (3, static verdict => verdict.Case is { Form.LooksUp: true, Mode.Cause: "late write" } && verdict.Told.Claim == Claim.NotMade
            && verdict.Log == Claim.NotMade),

        // 4: a failed revert is always reported as an error that says that the new weights may still be in effect.
        (4, static verdict => verdict is { Case.Form.IsSafetyNet: true, IsHeld: false, Told.Claim: Claim.Unknown, Log: Claim.Unknown }),

        // 5: an empty 204 is the tenant's answer to a removal; if the list cannot be read, it is believed with a warning.
        (5, static verdict => verdict.Case is { Form.Name: "Unregister-CxWebhook", Mode.Afterwards: not null }
            && verdict.Case.Mode.Name.StartsWith("204,", StringComparison.Ordinal) && verdict.Told.Claim == Claim.Made
            && verdict.Log == Claim.Made),

        // 6: a session that ends between the save and the cut-over leaves the new script; both user and log say that it was not put back.
        (6, static verdict => verdict is
        {
            Case: { Form.Name: "Publish-CxScript, cut-over", Mode.Requires: Claim.NotMade }, IsHeld: false, Log: Claim.Unknown,
        } && verdict.Told.Words.StartsWith("NotReverted", StringComparison.Ordinal)),
    ];

    public static int? Find(FaultVerdict verdict)
        => verdict is { Times: <= 1, IsSpoiled: true } && verdict.Told.Claim != Claim.Broken && verdict.Log != Claim.Broken
            ? All.Where(decision => decision.Holds(verdict)).Select(decision => (int?)decision.Number).FirstOrDefault()
            : null;
}
