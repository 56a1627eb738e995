namespace CxOne.Completion;

/// <summary>Something that can be chosen.</summary>
/// <param name="Value">What is written into the command.</param>
/// <param name="Description">What it is, for people.</param>
public sealed record TenantItem(string Value, string Description);
