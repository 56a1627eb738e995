namespace CxOne.Studio.Linting;

/// <summary>Findings that are known and accepted.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Script">The script, with or without its folder; empty for every script.</param>
/// <param name="ActionId">The action; <see langword="null"/> for every action.</param>
/// <param name="Reason">Why they are accepted.</param>
public sealed record ScriptLintSilence(string Rule, string Script = "", int? ActionId = null, string Reason = "");
