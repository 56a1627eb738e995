namespace CxOne.Ivr;

internal sealed record IvrRollbackBody
{
    public required string Reason { get; init; }
}
