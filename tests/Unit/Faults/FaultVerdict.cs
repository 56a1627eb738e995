namespace CxOne.Tests.Faults;

/// <summary>What tenant, user and log say of one case, and whether that fits together.</summary>
internal sealed record FaultVerdict
{
    public required FaultCase Case { get; init; }

    /// <summary>The write came to the proxy at all.</summary>
    public required bool IsSpoiled { get; init; }

    /// <summary>The tenant holds the change.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>How many times the tenant made it.</summary>
    public required int Times { get; init; }

    public required Told Told { get; init; }

    /// <summary>What the last record of the operation says; <see cref="Claim.Broken"/> where an operation has no end.</summary>
    public required Claim Log { get; init; }

    /// <summary>The last record holds the states before and after the write.</summary>
    public required bool HasWayBack { get; init; }

    /// <summary>The outcomes on record, in order.</summary>
    public required string Records { get; init; }

    /// <summary>Number of the decision by which a debatable case agrees; nothing where it needs none.</summary>
    public int? Decision => Objection is null ? null : FaultDecisions.Find(this);

    /// <summary>The three witnesses agree, or a written decision says what holds.</summary>
    public bool Agrees => Objection is null || Decision is not null;

    /// <summary>Why the witnesses do not agree by themselves.</summary>
    public string? Objection
    {
        get
        {
            var truth = IsHeld ? Claim.Made : Claim.NotMade;
            return this switch
            {
                { IsSpoiled: false } => "the write never came to the tenant",
                { Times: > 1 } => $"written {Times} times",
                { Told.Claim: Claim.Broken } => "the user met an exception that is none of the module's",
                { Log: Claim.Broken } => "the log has a start without an end",
                { Told.Claim: Claim.Unknown, Log: Claim.Unknown } when !FaultCase.NextStep.IsMatch($"{Told.Advice} {Told.Words}") =>
                    "unknown, and no word on how to look it up",
                _ when Case.Mode.Requires is { } required && Told.Claim != required => $"the answer leaves no doubt: {required}",
                { Told.Claim: Claim.Unknown, Log: Claim.Unknown } when IsHeld && Case.Form.LooksUp
                    && Case.Mode is { Cause: not ("late write" or "lying refusal"), Count: 1, Meanwhile: null, Afterwards: null } =>
                    "unknown, although one look would tell",
                { Told.Claim: Claim.Unknown, Log: Claim.Unknown, Case.Form: { Method: "PUT", IsRaw: false }, HasWayBack: false } =>
                    "unknown, and the last record holds no way back",
                { Told.Claim: Claim.Unknown, Log: Claim.Unknown } => null,
                _ when Told.Claim != truth => $"the user is told {Told.Claim}, the tenant says {truth}",
                _ when Log != truth && !(Log == Claim.None && truth == Claim.NotMade) => $"the log says {Log}, the tenant says {truth}",
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
