using System.Globalization;

namespace CxOne.Sandbox;

/// <summary>
/// The texts of the sandbox itself: options, state files, fault rules, webhook deliveries. Refusals that a tenant would send are in the
/// endpoints, beside the rules of the contract that they refer to.
/// </summary>
internal static class SandboxMessages
{
    public const string AbsoluteAddressRequired = "The request URI must be absolute.";

    public const string SendFailed = "An error occurred while sending the request.";

    public const string ResponseEnded = "The response ended prematurely.";

    public const string FaultUndefined = "The fault is not defined.";

    public const string NotDeliverable = "The sandbox delivers to loopback addresses only.";

    public const string WebhookRemoved = "The webhook was removed.";

    public const string RuleEmpty = "A rule requires fault, status or latencyMs.";

    public const string RuleWithoutStatus = "A rule with body, retryAfter or apply requires a status.";

    public const string HeaderNotPrintable = "A header value must contain printable ASCII characters only.";

    public const string InjectedConflict = "Another client has changed the resource.";

    public const string InjectedPreconditionFailed = "If-Match does not match the current ETag.";

    public const string InjectedTooManyRequests = "Too many requests.";

    public const string InjectedServiceUnavailable = "The service is temporarily unavailable.";

    public const string InjectedServerError = "The server failed to process the request.";

    public const string InjectedRefusal = "The request was refused by a fault rule.";

    public static string ValueUndefined(string name) => $"{name} must be one of its defined values.";

    public static string UnknownFault(string name, string known) => $"The fault must be one of {known} (was '{name}').";

    public static string ShareMissing(string text) => $"The fault must have the form kind=share, such as 503=0.1 (was '{text}').";

    public static string ShareInvalid(string share) => $"The share of a fault must be a number from 0 to 1, such as 0.1 (was '{share}').";

    public static string ShareOutOfRange(string fault, double share)
        => string.Create(CultureInfo.InvariantCulture, $"The share of fault {fault} must be between 0 and 1 (was {share}).");

    public static string NoTenant(string path, string? error)
        => $"The state file '{path}' does not contain a tenant{(error is null ? "." : $": {error}")}";

    public static string SchemaUnsupported(string path, int schema, int supported)
        => string.Create(
            CultureInfo.InvariantCulture, $"The schema version of the state file '{path}' must be {supported} (was {schema}).");

    public static string StateNotSaved(string error) => $"The sandbox could not save its state: {error}";

    public static string RuleOverdetermined(string fault) => $"A rule with fault '{fault}' cannot have status, body or retryAfter.";

    public static string ReceiverAnswered(int status)
        => string.Create(CultureInfo.InvariantCulture, $"The receiver responded with status {status}.");

    public static string ReceiverTimedOut(double seconds)
        => string.Create(CultureInfo.InvariantCulture, $"The receiver did not respond within {seconds} s.");

    public static string NotLoopback(string host) => $"'{host}' is not a loopback address.";
}
