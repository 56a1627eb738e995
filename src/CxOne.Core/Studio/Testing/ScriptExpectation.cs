using System.Collections.ObjectModel;

namespace CxOne.Studio.Testing;

/// <summary>What a test case expects. Members that are not set are not checked.</summary>
public sealed record ScriptExpectation
{
    /// <summary>Gets the ending.</summary>
    public string? Ending { get; init; }

    /// <summary>Gets the name or the id of the skill of the queue.</summary>
    public string? Skill { get; init; }

    /// <summary>Gets the script or the number that the call is handed to; <c>*</c> stands for any characters.</summary>
    public string? Target { get; init; }

    /// <summary>Gets actions (ids or captions) that must be visited, in any order.</summary>
    public IReadOnlyList<string> Visited { get; init; } = [];

    /// <summary>Gets actions (ids or captions) that must not be visited.</summary>
    public IReadOnlyList<string> NotVisited { get; init; } = [];

    /// <summary>Gets patterns of prompts that must be heard in this order, others between them allowed.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];

    /// <summary>Gets patterns that no prompt may match.</summary>
    public IReadOnlyList<string> NotPrompts { get; init; } = [];

    /// <summary>Gets the values that variables must have at the end.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets the longest simulated time, in seconds.</summary>
    public decimal? MaxSeconds { get; init; }

    /// <summary>Gets endings that no explored path may have.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>Gets the endings that explored paths may have; empty for any.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Gets skills that explored paths must reach.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];
}
