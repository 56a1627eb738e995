namespace CxOne.Studio.Catalogue;

/// <summary>A named exit of an action type.</summary>
/// <param name="Name">The stored label, without a leading <c>On</c>.</param>
/// <param name="Index">The stored index: the branch's place in the action's help, Default not counted.</param>
public sealed record ActionBranch(string Name, int Index);
