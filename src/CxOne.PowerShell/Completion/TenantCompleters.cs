using CxOne.Completion;

namespace CxOne.PowerShell.Completion;

// pwsh creates a completer by its parameterless constructor, so that each kind of item needs a class.

internal sealed class AlgorithmCompleter : TenantCompleter
{
    public AlgorithmCompleter()
        : base(TenantItemKind.Algorithm)
    {
    }
}

internal sealed class CampaignCompleter : TenantCompleter
{
    public CampaignCompleter()
        : base(TenantItemKind.Campaign)
    {
    }
}

internal sealed class DataActionCompleter : TenantCompleter
{
    public DataActionCompleter()
        : base(TenantItemKind.DataAction)
    {
    }
}

internal sealed class DataActionNameCompleter : TenantCompleter
{
    public DataActionNameCompleter()
        : base(TenantItemKind.DataActionName)
    {
    }
}

internal sealed class DialerConfigCompleter : TenantCompleter
{
    public DialerConfigCompleter()
        : base(TenantItemKind.DialerConfig)
    {
    }
}

internal sealed class EnvironmentCompleter : TenantCompleter
{
    public EnvironmentCompleter()
        : base(TenantItemKind.Environment)
    {
    }
}

internal sealed class IvrDefinitionCompleter : TenantCompleter
{
    public IvrDefinitionCompleter()
        : base(TenantItemKind.IvrDefinition)
    {
    }
}

internal sealed class IvrDeploymentCompleter : TenantCompleter
{
    public IvrDeploymentCompleter()
        : base(TenantItemKind.IvrDeployment)
    {
    }
}

internal sealed class WebhookCompleter : TenantCompleter
{
    public WebhookCompleter()
        : base(TenantItemKind.Webhook)
    {
    }
}
