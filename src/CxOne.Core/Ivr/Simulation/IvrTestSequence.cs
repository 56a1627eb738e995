namespace CxOne.Ivr;

internal sealed record IvrTestSequence
{
    public required IReadOnlyList<string> Inputs { get; init; }

    public string InputType { get; init; } = "DTMF_AND_VOICE";

    public required int MaxTimeoutSeconds { get; init; }
}
