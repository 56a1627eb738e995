using System.Text.Json.Serialization;

namespace CxOne.Dialer;

internal sealed record DialerEventReceipt
{
    [JsonRequired]
    public required string Id { get; init; }
}
