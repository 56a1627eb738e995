namespace CxOne.Ivr;

/// <summary>A check that the tenant performs before it accepts a deployment.</summary>
public enum IvrValidationCheck
{
    /// <summary>Voices and voice units (<c>checkTtsResourceLimits</c>).</summary>
    TtsResourceLimits,

    /// <summary>Overlapping digits and conflicting targets (<c>checkRoutingCompatibility</c>).</summary>
    RoutingCompatibility,

    /// <summary>Time-out branches (<c>validateTimeoutBehaviors</c>).</summary>
    TimeoutBehaviors,
}
