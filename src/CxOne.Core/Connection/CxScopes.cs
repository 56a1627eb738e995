namespace CxOne.Connection;

/// <summary>The scopes that the areas need. The module only sends them and names them in errors.</summary>
public static class CxScopes
{
    /// <summary>Gets the scopes of IVR deployments, metrics and the audit log.</summary>
    public static IReadOnlyList<string> Ivr { get; } = ["ivr:deploy", "ivr:read", "ivr:write", "data:export", "audit:read"];

    /// <summary>Gets the scopes of dialer configurations, campaigns and event streams.</summary>
    public static IReadOnlyList<string> Dialer { get; } =
    [
        "outbound.campaign.write", "outbound.dialerconfig.readwrite", "outbound.read", "eventstreams.export.write"
    ];

    /// <summary>Gets the scopes of answer simulations.</summary>
    public static IReadOnlyList<string> AnswerSimulation { get; } = ["outbound:campaign:view", "outbound:campaign:edit"];

    /// <summary>Gets the scopes of predictive weights and webhooks.</summary>
    public static IReadOnlyList<string> WeightTuning { get; } =
    [
        "outbound:campaign:read", "outbound:campaign:write", "outbound:campaign:simulate", "webhooks:write"
    ];

    /// <summary>Gets the scopes of data actions.</summary>
    public static IReadOnlyList<string> DataActions { get; } = ["dataactions:write", "dataactions:read"];

    /// <summary>Gets all scopes of the module, the default. The tenant grants those that the client has.</summary>
    public static IReadOnlyList<string> All { get; } = new[] { Ivr, Dialer, AnswerSimulation, WeightTuning, DataActions }.SelectMany(
        area => area).ToArray();
}
