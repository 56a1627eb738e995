namespace CxOne.Studio.Linting;

/// <summary>A rule of the linter.</summary>
/// <param name="Id">The id, such as <c>CXS001</c>.</param>
/// <param name="Severity">
/// The severity on a path of the caller. Where a finding strands no caller, such as in the path of an event, it is lower.
/// </param>
/// <param name="Title">What the rule looks for.</param>
/// <param name="Consequence">What the caller gets if a finding is ignored.</param>
/// <param name="IsOnByDefault">Whether the rule is checked without a setting.</param>
public sealed record ScriptLintRule(string Id, string Severity, string Title, string Consequence, bool IsOnByDefault = true);
