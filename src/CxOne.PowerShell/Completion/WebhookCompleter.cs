using CxOne.Completion;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes ids of webhooks.</summary>
public sealed class WebhookCompleter : TenantCompleter
{
    /// <summary>Makes one.</summary>
    public WebhookCompleter()
        : base(TenantItemKind.Webhook)
    {
    }
}
