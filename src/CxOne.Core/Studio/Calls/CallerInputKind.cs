namespace CxOne.Studio.Calls;

/// <summary>What a caller can do.</summary>
public enum CallerInputKind
{
    /// <summary>Press keys.</summary>
    Keys,

    /// <summary>Stay silent.</summary>
    Timeout,

    /// <summary>Press keys and stop too early.</summary>
    Partial,

    /// <summary>Speak.</summary>
    Say,

    /// <summary>Hang up.</summary>
    Hangup,
}
