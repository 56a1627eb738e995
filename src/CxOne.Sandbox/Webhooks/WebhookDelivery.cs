using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Webhooks;

/// <summary>An event on its way to one webhook.</summary>
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

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>What the receiver answered last; null when it never did.</summary>
    public int? LastStatus { get; set; }

    /// <summary>Why it was not delivered, or what went wrong with the latest attempt.</summary>
    public string? Reason { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
