namespace CxOne.Studio.Simulation.Engine;

/// <summary>What a family of actions says to an action: not mine (<see langword="null"/>), or mine, and perhaps a pause.</summary>
internal sealed record ActionOutcome(CallPause? Pause)
{
    public static readonly ActionOutcome Continue = new((CallPause?)null);

    public static ActionOutcome Of(CallPause? pause) => pause is null ? Continue : new ActionOutcome(pause);
}
