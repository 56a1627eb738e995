namespace CxOne.Studio.Model;

/// <summary>The three kinds of exits that a script stores.</summary>
public enum BranchKind
{
    /// <summary>The Default exit: stored as <c>default</c>, with an empty label.</summary>
    Default,

    /// <summary>An exit with a label of the author's: a digit of MENU, a value of CASE. Stored as <c>custom</c> or <c>case</c>.</summary>
    Free,

    /// <summary>An exit that the action type names, such as True or Timeout. Stored as <c>branch</c>.</summary>
    Named,
}
