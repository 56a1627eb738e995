namespace CxOne.Studio.Linting;

/// <summary>A skill of the tenant, as far as the linter needs it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="IsActive">Whether contacts can wait for it.</param>
/// <param name="MediaType">The number of the media type: 4 = call, 9 = digital; <see langword="null"/> if it is not known.</param>
/// <param name="IsOutbound">Whether the skill serves outbound contacts.</param>
public sealed record ScriptLintSkill(string Id, string Name, bool IsActive = true, int? MediaType = null, bool IsOutbound = false);
