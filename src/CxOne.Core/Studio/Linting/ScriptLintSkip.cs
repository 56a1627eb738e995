namespace CxOne.Studio.Linting;

/// <summary>A rule that was not checked, or not in full.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Reason">The data that the rule needs.</param>
public sealed record ScriptLintSkip(string Rule, string Reason);
