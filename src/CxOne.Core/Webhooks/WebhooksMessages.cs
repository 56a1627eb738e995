using CxOne.Errors;

namespace CxOne.Webhooks;

/// <summary>Every text of this area that a user can meet. A snapshot test holds all of them.</summary>
internal static class WebhooksMessages
{
    public const string EventMissing = "Event must name at least one event and must not contain an empty entry.";

    public const string AddressNotAbsolute = "The receiver's address must be absolute and must not contain a user name.";

    public const string AddressAdvice =
        "Use the receiver's full https:// address without a user name; http:// is accepted for loopback only. "
        + "If the command names no address, it comes from WORKFORCE_CALLBACK_URL or ML_WEBHOOK_URL.";

    public const string RegisterAgainLater =
        "Run the same command again when the tenant can be reached; an existing webhook is not registered twice.";

    // Follows the words "the answer could not be understood:".
    public const string WebhookWithoutId = "the webhook has no id.";

    public static string NoSuchWebhook(string tenantId, string id) => $"Tenant {tenantId} has no webhook '{id}'.";

    public static string AddressNotHttps(string scheme) => $"The receiver's address must use https (was '{scheme}').";

    public static string AddressInsecure(string address)
        => $"The receiver's address must use https (was '{address}'); over plain HTTP the callback would travel in clear text.";

    public static string ReceiverRefused(int status, int attempts)
        => $"The receiver answered with {status} ({attempts} {(attempts == 1 ? "attempt" : "attempts")}).";

    public static string CallbackNotDelivered(string address, string cause) => $"The callback to {address} was not delivered: {cause}";

    public static string DefaultName(IReadOnlyList<string> events) => $"CxOne {string.Join(", ", events)}";

    public static string RegistrationOf(string address) => $"The registration of a webhook for {address}";

    public static string RegistrationInterrupted(string address)
        => $"A webhook for {address} was being registered. {CxHint.ShowRegistration}";

    public static string RegisteredThenInterrupted(string webhookId, string address)
        => $"Webhook {webhookId} was registered for {address}. {CxHint.ShowWebhook}";

    public static string RegistrationDone(string webhookId, string address, bool isRemoved)
        => $"Webhook {webhookId} was registered for {address}{(isRemoved ? " and removed again" : null)}.";

    public static string RegistrationNotListed(string webhookId, string address)
        => $"The tenant answered the registration for {address} with webhook {webhookId}, but its list does not contain that webhook. "
            + "It is not known whether the webhook was registered.";

    public static string Disabled(string webhookId, string address)
        => $"Webhook {webhookId} for {address} is registered but disabled; it is not notified of events.";

    public static string OtherClientNote(string otherId, bool isRemoved)
        => $"Another client registered {otherId} for the same address and events at the same time; "
            + $"this webhook {(isRemoved ? "was" : "could not be")} removed.";

    public static string OtherClientNotChecked(string webhookId, string address, string errorId)
        => $"Webhook {webhookId} was registered for {address}, but the list could not be read ({errorId}) to check whether another client "
            + $"registered the same at the same time. {CxHint.ShowWebhook}";

    public static string DuplicateNotRemoved(string webhookId, string otherId, string address, string errorId)
        => $"Another client registered webhook {otherId} for {address} at the same time, and {webhookId} could not be removed ({errorId}): "
            + $"each event is sent to the address twice. {CxHint.RemoveWebhook(webhookId)}";

    public static string Subject(string webhookId) => $"Webhook {webhookId}";

    public static string RemovalOf(string webhookId) => $"The removal of webhook {webhookId}";

    public static string RemovalInterrupted(string webhookId) => $"Webhook {webhookId} was being removed. {CxHint.ShowRemoval}";

    public static string RemovalDone(string webhookId) => $"Webhook {webhookId} was removed.";

    public static string RemovalNotChecked(string webhookId, string errorId)
        => $"The tenant answered that webhook {webhookId} was removed; its list could not be read to check this ({errorId}).";

    public static string StillExists(string webhookId) => $"Webhook {webhookId} still exists";

    public static string RemovalNotFoundButListed(string webhookId, string cause)
        => $"The removal of webhook {webhookId} was answered with 404, but the tenant's list still contains it; "
            + $"it was not removed. {cause}";
}
