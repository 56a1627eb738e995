namespace CxOne.Pacing;

/// <summary>A closed-form model of agents and calls.</summary>
public enum PacingModel
{
    /// <summary>M/G/n/n: a call that finds no agent is lost at once.</summary>
    ErlangB,

    /// <summary>M/M/n: a call waits until an agent is free.</summary>
    ErlangC,

    /// <summary>M/M/n+M: a call gives up after an exponentially distributed patience.</summary>
    ErlangA,

    /// <summary>M/M/n+D: a call is dropped after a constant patience, as the two-second rule of predictive dialling demands.</summary>
    DropAfter,

    /// <summary>A constant number of lines that redial at once; an answered call that finds no agent is dropped at once.</summary>
    Engset,

    /// <summary>The rule of thumb of tutorials; for comparison only.</summary>
    Heuristic,
}
