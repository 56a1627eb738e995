using CxOne.Errors;

namespace CxOne.Webhooks;

/// <summary>A webhook as the caller wants it.</summary>
public sealed record WebhookRequest
{
    /// <summary>The event of changed predictive weights.</summary>
    public const string TunedEvent = "campaign.predictive.tuned";

    /// <summary>The address: HTTPS, or HTTP to loopback.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The events that it is to be told of.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Its name; made of the events where it is absent.</summary>
    public string? Name { get; init; }

    /// <summary>The address as it may be shown: query values hidden.</summary>
    public string ShownUri => Uri.IsAbsoluteUri ? Http.UriRedactor.Redact(Uri) : Http.UriRedactor.RedactPath(Uri.OriginalString);

    /// <exception cref="CxException">The address is not usable or not secure, or an event is missing.</exception>
    internal void Validate()
    {
        _ = new CallbackTarget(Uri);
        CxValidationException.ThrowIfAny(
            Events.Count == 0 || Events.Any(string.IsNullOrWhiteSpace) ? ["Event is missing: name at least one event."] : [], ShownUri);
    }
}
