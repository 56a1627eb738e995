using CxOne.Studio.Model;

namespace CxOne.Published;

/// <summary>What is to be saved, and what the caller has seen.</summary>
internal sealed record ScriptWrite
{
    /// <summary>The name with its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The graph.</summary>
    public required StudioScript Script { get; init; }

    /// <summary>The script as the caller read it from the tenant; <see langword="null"/> if there was none.</summary>
    public ScriptBody? Seen { get; init; }

    /// <summary>The ids of the points of contact that are connected to the script after the save.</summary>
    public IReadOnlyList<string> PointsOfContact { get; init; } = [];

    /// <summary>A value that the tenant does not return, so that a write without it may reset it.</summary>
    public bool? IvrReporting { get; init; }

    public bool Force { get; init; }

    public string? File { get; init; }

    /// <summary>The version that is saved again, if this is a restore.</summary>
    public int? RestoredVersion { get; init; }

    /// <summary>The status of a result that needs no explanation.</summary>
    public required string MadeStatus { get; init; }
}
