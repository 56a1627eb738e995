namespace CxOne.Completion;

/// <summary>A value that can be completed.</summary>
/// <param name="Value">The value that is inserted into the command.</param>
/// <param name="Description">The description that is shown with it.</param>
public sealed record TenantItem(string Value, string Description);
