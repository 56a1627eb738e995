namespace CxOne.Pacing;

/// <summary>A closed-form model of agents and calls.</summary>
public enum PacingModel
{
    /// <summary>M/G/n/n: a call that finds no agent is lost at once.</summary>
    ErlangB,

    /// <summary>M/M/n: a call waits as long as it takes.</summary>
    ErlangC,

    /// <summary>M/M/n+M: a call waits until its exponential patience is used up.</summary>
    ErlangA,

    /// <summary>M/M/n+D: a call is dropped after exactly the patience; the two-second rule of predictive dialling.</summary>
    DropAfter,

    /// <summary>A constant number of lines that redial at once; an answered call that finds no agent is dropped at once.</summary>
    Engset,

    /// <summary>The rule of thumb that circulates in tutorials; for comparison only.</summary>
    Heuristic,
}
