namespace CxOne.PowerShell.Base;

/// <summary>
/// What to use instead of a cmdlet whose family of calls the tenant does not offer. The families describe the same contact centre in
/// different terms, so that a counterpart is near and not equal. A snapshot test holds all texts.
/// </summary>
internal static class ApiCounterparts
{
    public const string None = "The other family of calls has no counterpart of this cmdlet.";

    // Published calls instead of those below /api/v2.
    public const string Skills = "Use Get-CxSkill, which lists the tenant's skills with their campaigns.";

    public const string SkillDialers = "Use Get-CxSkillDialer, which reads the dialer settings of the tenant's skills.";

    public const string SkillDialerChange = "Use Set-CxSkillDialer, which changes the dialer settings of a skill.";

    public const string SkillDialerTest = "Use Test-CxSkillDialer.";

    public const string SkillDialerRestore = "Use Restore-CxSkillDialer.";

    public const string PointsOfContact
        = "Use Get-CxPointOfContact to see which script answers a call, and Test-CxScript to test a script.";

    public const string ScriptSimulation = "Use Invoke-CxScriptSimulation with the file of a script.";

    public const string ScriptDiagram = "Use ConvertTo-CxIvrDiagram -ScriptPath with the file of a script.";

    public const string PointOfContactChange = "Use Set-CxPointOfContact, which connects a point of contact to another script at once.";

    public const string PointOfContactRestore = "Use Restore-CxPointOfContact.";

    public const string AgentCount = "Pass -Agents instead of -CampaignId.";

    public const string LocalAudit = "Use Write-CxAuditLog -LocalOnly, which writes to the local audit log only.";

    // Calls below /api/v2 instead of published ones.
    public const string Campaigns = "Use Get-CxCampaign.";

    public const string DialerConfigs = "Use Get-CxDialerConfig.";

    public const string DialerConfigChange = "Use Set-CxDialerConfig.";

    public const string DialerConfigTest = "Use Test-CxDialerConfig.";

    public const string DialerConfigRestore = "Use Restore-CxDialerConfig.";

    public const string IvrDefinitions = "Use Get-CxIvrDefinition and Get-CxIvrDeployment.";

    public const string IvrDeployment = "Use Publish-CxIvrDeployment.";

    public const string ScriptFile = "Pass -Path with the file of a script, which needs no tenant.";

    public const string ScriptFiles = "Pass -ReferencePath and -DifferencePath with files of scripts, which need no tenant.";

    public const string IvrRollBack = "Use Undo-CxIvrDeployment.";

    /// <summary>The counterpart of a cmdlet, as a sentence.</summary>
    /// <param name="cmdlet">The name of the cmdlet.</param>
    internal static string Of(string cmdlet) => cmdlet switch
    {
        "Get-CxCampaign" => Skills,
        "Get-CxDialerConfig" => SkillDialers,
        "Set-CxDialerConfig" => SkillDialerChange,
        "Test-CxDialerConfig" => SkillDialerTest,
        "Restore-CxDialerConfig" => SkillDialerRestore,
        "Get-CxIvrDefinition" => PointsOfContact,
        "Invoke-CxIvrSimulation" => ScriptSimulation,
        "ConvertTo-CxIvrDiagram" => ScriptDiagram,
        "Publish-CxIvrDeployment" or "Get-CxIvrDeployment" or "Wait-CxIvrDeployment" or "Export-CxDeploymentMetric"
            => PointOfContactChange,
        "Undo-CxIvrDeployment" => PointOfContactRestore,
        "Invoke-CxDialerSimulation" => AgentCount,
        "Write-CxAuditLog" => LocalAudit,
        "Get-CxSkill" => Campaigns,
        "Get-CxSkillDialer" => DialerConfigs,
        "Set-CxSkillDialer" => DialerConfigChange,
        "Test-CxSkillDialer" => DialerConfigTest,
        "Restore-CxSkillDialer" => DialerConfigRestore,
        "Get-CxPointOfContact" => IvrDefinitions,
        "Get-CxScript" or "Get-CxScriptHistory" => IvrDefinitions,
        "Test-CxScript" => ScriptFile,
        "Compare-CxScript" => ScriptFiles,
        "Publish-CxScript" or "Set-CxPointOfContact" => IvrDeployment,
        "Restore-CxScript" or "Restore-CxPointOfContact" => IvrRollBack,

        // Data actions, webhooks and weights; hours, dispositions, call lists, do-not-call lists and dialer history;
        // starts and stops of skills; exports of scripts and of their action types; locks of scripts.
        _ => None,
    };
}
