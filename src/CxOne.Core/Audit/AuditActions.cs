namespace CxOne.Audit;

/// <summary>The actions of the module. A log also contains events that users record, which may have any name.</summary>
public static class AuditActions
{
    /// <summary>Gets all actions, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Campaign.SimulateAnswers",
        "DataAction.RestoreDate",
        "DataAction.UpdateDate",
        "DialerConfig.Restore",
        "DialerConfig.Set",
        "IvrDeployment.DryRun",
        "IvrDeployment.Publish",
        "IvrDeployment.Undo",
        "PointOfContact.Restore",
        "PointOfContact.Set",
        "PredictiveWeight.Restore",
        "PredictiveWeight.Set",
        "Rest.Write",
        "Script.Publish",
        "Script.Restore",
        "Script.Unlock",
        "Skill.Start",
        "Skill.Stop",
        "SkillDialer.Restore",
        "SkillDialer.Set",
        "Webhook.Register",
        "Webhook.Unregister",
    ];
}
