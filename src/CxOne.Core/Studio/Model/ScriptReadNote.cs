namespace CxOne.Studio.Model;

/// <summary>What the reader passed over or repaired.</summary>
/// <param name="ActionId">The action, where it is about one.</param>
/// <param name="Text">What was found and what the reader made of it.</param>
public sealed record ScriptReadNote(int? ActionId, string Text);
