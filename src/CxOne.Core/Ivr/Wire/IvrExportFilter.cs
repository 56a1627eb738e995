namespace CxOne.Ivr;

internal sealed record IvrExportFilter
{
    public required string Field { get; init; }

    public string Operator { get; init; } = "EQUALS";

    public required string Value { get; init; }
}
