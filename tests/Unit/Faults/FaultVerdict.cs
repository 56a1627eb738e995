namespace CxOne.Tests.Faults;

/// <summary>The claims of tenant, user and log about one case, and whether they agree.</summary>
internal sealed record FaultVerdict
{
    public required FaultCase Case { get; init; }

    /// <summary>Whether the write reached the proxy.</summary>
    public required bool IsSpoiled { get; init; }

    /// <summary>Whether the tenant has the change.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>Number of times that the tenant applied the change.</summary>
    public required int Times { get; init; }

    public required Told Told { get; init; }

    /// <summary>The claim of the last record of the operation; <see cref="Claim.Broken"/> if an operation has no outcome.</summary>
    public required Claim Log { get; init; }

    /// <summary>Whether the last record contains the states before and after the write.</summary>
    public required bool HasWayBack { get; init; }

    /// <summary>The outcomes in the log, in order.</summary>
    public required string Records { get; init; }

    /// <summary>Number of the decision that accepts a disagreement; <see langword="null"/> if no decision applies.</summary>
    public int? Decision => Objection is null ? null : FaultDecisions.Find(this);

    /// <summary>Whether the three sources agree or a decision accepts their disagreement.</summary>
    public bool Agrees => Objection is null || Decision is not null;

    /// <summary>The disagreement of the sources; <see langword="null"/> if they agree.</summary>
    public string? Objection
    {
        get
        {
            var truth = IsHeld ? Claim.Made : Claim.NotMade;
            return this switch
            {
                { IsSpoiled: false } => "the write never reached the tenant",
                { Times: > 1 } => $"written {Times} times",
                { Told.Claim: Claim.Broken } => "the user got an unexpected exception",
                { Log: Claim.Broken } => "the log has a start without an outcome",
                { Told.Claim: Claim.Unknown, Log: Claim.Unknown } when !FaultCase.NextStep.IsMatch($"{Told.Advice} {Told.Words}") =>
                    "unknown, without an instruction to look it up",
                _ when Case.Mode.Requires is { } required && Told.Claim != required => $"the answer is unambiguous: {required}",
                { Told.Claim: Claim.Unknown, Log: Claim.Unknown } when IsHeld && Case.Form.LooksUp
                    && Case.Mode is { Cause: not ("late write" or "lying refusal"), Count: 1, Meanwhile: null, Afterwards: null } =>
                    "unknown, although a lookup would show it",
                { Told.Claim: Claim.Unknown, Log: Claim.Unknown, Case.Form: { Method: "PUT", IsRaw: false }, HasWayBack: false } =>
                    "unknown, and the last record does not contain both states",
                { Told.Claim: Claim.Unknown, Log: Claim.Unknown } => null,
                _ when Told.Claim != truth => $"user: {Told.Claim}, tenant: {truth}",
                _ when Log != truth && !(Log == Claim.None && truth == Claim.NotMade) => $"log: {Log}, tenant: {truth}",
                _ => null,
            };
        }
    }

    /// <summary>A line of the report: form, mode, applied, tenant, user, log, verdict, words.</summary>
    public string Line => string.Join('\t', Case.Form.Name, Case.Mode.Name, Case.Mode.IsApplied ? "applied" : "not applied",
        $"{(IsHeld ? "held" : "not held")} ({Times})", Told.Claim, $"{Log} ({Records})", Verdict, Told.Words);

    private string Verdict => Objection is null ? "agree" : Decision is { } number ? $"decision {number}" : $"DISAGREE: {Objection}";

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Case}{Environment.NewLine}    tenant: {(IsHeld ? "held" : "not held")}, made {Times} times; user: "
            + $"{Told.Claim} ({Told.Words}); log: {Log} ({Records}){Environment.NewLine}    {Objection}";
}
