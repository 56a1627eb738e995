namespace CxOne.Ivr;

internal sealed record IvrExportBody
{
    public required IvrExportQuery Query { get; init; }

    public string Format { get; init; } = "JSON";

    public string DeliveryMethod { get; init; } = "API";
}
