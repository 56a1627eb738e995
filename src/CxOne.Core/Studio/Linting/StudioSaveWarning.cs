namespace CxOne.Studio.Linting;

/// <summary>A warning of Studio's own save check.</summary>
/// <param name="ActionId">The action.</param>
/// <param name="ActionType">The stored name of its type.</param>
/// <param name="Key">The sentence that Studio shows.</param>
/// <param name="LocalizationKey">The key of the sentence.</param>
/// <param name="Caption">The caption, which the sentence names.</param>
public sealed record StudioSaveWarning(int ActionId, string ActionType, string Key, string LocalizationKey, string Caption);
