using CxOne.Errors;

namespace CxOne.Webhooks;

/// <summary>A webhook to register.</summary>
public sealed record WebhookRequest
{
    /// <summary>The event that predictive weights were changed.</summary>
    public const string TunedEvent = "campaign.predictive.tuned";

    /// <summary>Gets the address: HTTPS, or HTTP to loopback.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Gets the events to register.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Gets the name; <see langword="null"/> for a name that is made of the events.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the address without its query values, which may be keys.</summary>
    public string ShownUri => Uri.IsAbsoluteUri ? Http.UriRedactor.Redact(Uri) : Http.UriRedactor.RedactPath(Uri.OriginalString);

    /// <exception cref="CxException">The address is invalid or not secure, or an event is missing.</exception>
    internal void Validate()
    {
        _ = new CallbackTarget(Uri);
        CxValidationException.ThrowIfAny(
            Events.Count == 0 || Events.Any(string.IsNullOrWhiteSpace) ? [WebhooksMessages.EventMissing] : [], ShownUri);
    }
}
