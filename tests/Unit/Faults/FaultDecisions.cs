namespace CxOne.Tests.Faults;

/// <summary>
/// Cases in which no module could know better, and what holds for them. docs/testing.md gives the reasons; a case is looked for here
/// only where its witnesses do not agree by themselves, and never where something was written twice or an operation has no end.
/// </summary>
internal static class FaultDecisions
{
    private static readonly (int Number, Func<FaultVerdict, bool> Holds)[] All =
    [
        // 1: a refusal in the tenant's own words is believed.
        (1, static verdict => verdict.Case.Mode is { Cause: "lying refusal", IsApplied: true } && verdict.Told.Claim == Claim.NotMade
            && verdict.Log == Claim.NotMade),

        // 2: of a raw call the answer itself is the result; where it could be the tenant's, user and log both say what was answered.
        (2, static verdict => verdict.Case is { Form.IsRaw: true, Mode.Cause: "plausible 2xx" or "mirror" or "stale answer" }
            && verdict.Told.Claim == verdict.Log && verdict.Told.Claim == Claim.Made),

        // 3: what the tenant carries out only after it was asked whether it holds the change, no question can find out.
        (3, static verdict => verdict.Case is { Form.LooksUp: true, Mode.Cause: "late write" } && verdict.Told.Claim == Claim.NotMade
            && verdict.Log == Claim.NotMade),

        // 4: a put-back that was not made is always an alarm, with the words that the new weights may be in place.
        (4, static verdict => verdict is { Case.Form.IsSafetyNet: true, IsHeld: false, Told.Claim: Claim.Unknown, Log: Claim.Unknown }),

        // 5: an empty 204 is what a tenant answers to a removal; it is believed, with a warning, where the list cannot be read.
        (5, static verdict => verdict.Case is { Form.Name: "Unregister-CxWebhook", Mode.Afterwards: not null }
            && verdict.Case.Mode.Name.StartsWith("204,", StringComparison.Ordinal) && verdict.Told.Claim == Claim.Made
            && verdict.Log == Claim.Made),
    ];

    public static int? Find(FaultVerdict verdict)
        => verdict is { Times: <= 1, IsSpoiled: true } && verdict.Told.Claim != Claim.Broken && verdict.Log != Claim.Broken
            ? All.Where(decision => decision.Holds(verdict)).Select(decision => (int?)decision.Number).FirstOrDefault()
            : null;
}
