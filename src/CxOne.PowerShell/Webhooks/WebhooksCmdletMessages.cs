namespace CxOne.PowerShell.Webhooks;

/// <summary>The texts of the webhook cmdlets. A snapshot test holds all of them.</summary>
internal static class WebhooksCmdletMessages
{
    public const string RemoveAction = "Remove webhook";
    public const string ObjectWithoutId = "The piped object has no Id. Pipe the output of Get-CxWebhook.";

    public static string RegisterAction(IReadOnlyList<string> events) => $"Register a webhook for {string.Join(", ", events)}";

    public static string RegisteredAlready(IReadOnlyList<string> ids)
        => $"Register nothing: {string.Join(", ", ids)} already notifies this address";

    public static string RemovalOf(IReadOnlyList<string> events) => $"{RemoveAction} for {string.Join(", ", events)}";

    public static string Target(string webhook, string connection) => $"{webhook} on {connection}";
}
