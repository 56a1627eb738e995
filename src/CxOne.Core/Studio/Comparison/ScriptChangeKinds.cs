namespace CxOne.Studio.Comparison;

/// <summary>The kinds of differences.</summary>
public static class ScriptChangeKinds
{
    /// <summary>The script exists in the second version only.</summary>
    public const string ScriptAdded = "ScriptAdded";

    /// <summary>The script exists in the first version only.</summary>
    public const string ScriptRemoved = "ScriptRemoved";

    /// <summary>A member of the header differs.</summary>
    public const string HeaderChanged = "HeaderChanged";

    /// <summary>An action exists in the second version only.</summary>
    public const string ActionAdded = "ActionAdded";

    /// <summary>An action exists in the first version only.</summary>
    public const string ActionRemoved = "ActionRemoved";

    /// <summary>The caption of an action differs.</summary>
    public const string CaptionChanged = "CaptionChanged";

    /// <summary>A property of an action differs.</summary>
    public const string PropertyChanged = "PropertyChanged";

    /// <summary>An exit is wired in the second version only.</summary>
    public const string BranchAdded = "BranchAdded";

    /// <summary>An exit is wired in the first version only.</summary>
    public const string BranchRemoved = "BranchRemoved";

    /// <summary>An exit leads to another action.</summary>
    public const string BranchMoved = "BranchMoved";
}
