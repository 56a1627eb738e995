namespace CxOne.Studio.Linting;

/// <summary>How grave a finding is.</summary>
public static class ScriptLintSeverities
{
    /// <summary>A caller is lost, or the contact is stuck.</summary>
    public const string Error = "Error";

    /// <summary>The result is wrong under some input.</summary>
    public const string Warning = "Warning";

    /// <summary>A matter of upkeep.</summary>
    public const string Information = "Information";

    /// <summary>The rule does not report.</summary>
    public const string Off = "Off";

    /// <summary>Returns the rank of a severity: 0 = off, 3 = error.</summary>
    /// <param name="severity">One of the names of this class, in any case.</param>
    /// <returns>The rank, or -1 for another text.</returns>
    public static int Rank(string? severity) => severity?.ToUpperInvariant() switch
    {
        "OFF" => 0,
        "INFORMATION" => 1,
        "WARNING" => 2,
        "ERROR" => 3,
        _ => -1,
    };

    internal static string Canonical(string severity) => Rank(severity) switch
    {
        3 => Error,
        2 => Warning,
        1 => Information,
        _ => Off,
    };
}
