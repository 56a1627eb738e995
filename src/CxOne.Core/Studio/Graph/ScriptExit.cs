using CxOne.Studio.Model;

namespace CxOne.Studio.Graph;

/// <summary>An exit of an action: one that is wired, or one that the action type has and the script leaves unwired.</summary>
public sealed class ScriptExit
{
    internal ScriptExit(ScriptNode from, string label, BranchKind kind, ScriptBranch? branch)
    {
        From = from;
        Label = label;
        Kind = kind;
        Branch = branch;
    }

    /// <summary>Gets the action that the exit leaves.</summary>
    public ScriptNode From { get; }

    /// <summary>Gets the label; empty for Default.</summary>
    public string Label { get; }

    /// <summary>Gets the kind of exit.</summary>
    public BranchKind Kind { get; }

    /// <summary>Gets the stored wire; <see langword="null"/> where the exit is not wired.</summary>
    public ScriptBranch? Branch { get; }

    /// <summary>
    /// Gets the action that the exit leads to; <see langword="null"/> where it is not wired or leads to an action that does not exist.
    /// </summary>
    public ScriptNode? Target { get; internal set; }

    /// <summary>Gets whether the exit leads to an action.</summary>
    public bool IsWired => Target is not null;

    /// <summary>Gets whether the wire leads to an action that does not exist.</summary>
    public bool IsDangling => Branch is not null && Target is null;

    /// <summary>Gets the label for people: <c>Default</c> for the Default exit.</summary>
    public string DisplayLabel => Kind == BranchKind.Default ? "Default" : Label;
}
