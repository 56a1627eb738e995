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

/// <summary>Completes a data action by its name, or by its id if an id was begun.</summary>
internal sealed class DataActionAnyCompleter : System.Management.Automation.IArgumentCompleter
{
    public IEnumerable<System.Management.Automation.CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        System.Management.Automation.Language.CommandAst commandAst,
        System.Collections.IDictionary fakeBoundParameters)
    {
        var ids = new DataActionCompleter().CompleteArgument(
            commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters).ToList();
        var word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return ids.Any(id => id.ListItemText.StartsWith(word, StringComparison.OrdinalIgnoreCase) && id.ListItemText != word)
            ? ids
            : new DataActionNameCompleter().CompleteArgument(commandName, parameterName, wordToComplete!, commandAst, fakeBoundParameters);
    }
}

internal sealed class OutboundSkillCompleter : TenantCompleter
{
    public OutboundSkillCompleter()
        : base(TenantItemKind.OutboundSkill)
    {
    }
}

internal sealed class PointOfContactCompleter : TenantCompleter
{
    public PointOfContactCompleter()
        : base(TenantItemKind.PointOfContact)
    {
    }
}

internal sealed class ScriptNameCompleter : TenantCompleter
{
    public ScriptNameCompleter()
        : base(TenantItemKind.ScriptName)
    {
    }
}

internal sealed class SkillCompleter : TenantCompleter
{
    public SkillCompleter()
        : base(TenantItemKind.Skill)
    {
    }
}

internal sealed class CallListCompleter : TenantCompleter
{
    public CallListCompleter()
        : base(TenantItemKind.CallList)
    {
    }
}

internal sealed class DispositionCompleter : TenantCompleter
{
    public DispositionCompleter()
        : base(TenantItemKind.Disposition)
    {
    }
}

internal sealed class DncGroupCompleter : TenantCompleter
{
    public DncGroupCompleter()
        : base(TenantItemKind.DncGroup)
    {
    }
}

internal sealed class HoursOfOperationCompleter : TenantCompleter
{
    public HoursOfOperationCompleter()
        : base(TenantItemKind.HoursOfOperation)
    {
    }
}
