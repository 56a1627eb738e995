using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Webhooks;

/// <summary>The delivery of an event to a webhook.</summary>
internal sealed class WebhookDelivery
{
    public required string Id { get; init; }

    public required string WebhookId { get; init; }

    public required string Event { get; init; }

    public required string Url { get; init; }

    public required string HttpMethod { get; init; }

    public required JsonText Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Status { get; set; }

    /// <summary>Number of attempts.</summary>
    public int Attempts { get; set; }

    /// <summary>The last status of the receiver; null without a response.</summary>
    public int? LastStatus { get; set; }

    /// <summary>The reason why it was not delivered, or the error of the last attempt.</summary>
    public string? Reason { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>The states of a webhook delivery.</summary>
internal static class DeliveryStatus
{
    public const string Pending = "PENDING";

    /// <summary>The receiver responded with a success status.</summary>
    public const string Delivered = "DELIVERED";

    /// <summary>All attempts failed.</summary>
    public const string Failed = "FAILED";

    /// <summary>Nothing was sent, because the address is not a loopback address.</summary>
    public const string NotDelivered = "NOT_DELIVERED";
}
