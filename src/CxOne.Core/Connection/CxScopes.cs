namespace CxOne.Connection;

/// <summary>The scopes that the areas need. They are opaque to the module: it sends them and names them in errors.</summary>
public static class CxScopes
{
    /// <summary>IVR deployment, metrics export, audit.</summary>
    public static IReadOnlyList<string> Ivr { get; } = ["ivr:deploy", "ivr:read", "ivr:write", "data:export", "audit:read"];

    /// <summary>Dialer configurations, campaigns, event streams.</summary>
    public static IReadOnlyList<string> Dialer { get; } =
    [
        "outbound.campaign.write", "outbound.dialerconfig.readwrite", "outbound.read", "eventstreams.export.write"
    ];

    /// <summary>Answer simulation.</summary>
    public static IReadOnlyList<string> AnswerSimulation { get; } = ["outbound:campaign:view", "outbound:campaign:edit"];

    /// <summary>Predictive weights and webhooks.</summary>
    public static IReadOnlyList<string> WeightTuning { get; } =
    [
        "outbound:campaign:read", "outbound:campaign:write", "outbound:campaign:simulate", "webhooks:write"
    ];

    /// <summary>Data actions.</summary>
    public static IReadOnlyList<string> DataActions { get; } = ["dataactions:write", "dataactions:read"];

    /// <summary>What is asked for when the caller names nothing; the tenant grants what the client holds.</summary>
    public static IReadOnlyList<string> All { get; } = new[] { Ivr, Dialer, AnswerSimulation, WeightTuning, DataActions }.SelectMany(
        area => area).ToArray();
}
