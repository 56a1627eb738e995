using System.Globalization;

namespace CxOne.Studio.Linting;

/// <summary>A finding of the linter.</summary>
public sealed record ScriptLintFinding
{
    /// <summary>Gets the id of the rule, such as <c>CXS001</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>Gets the severity: one of the names in <c>ScriptLintSeverities</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>Gets the script.</summary>
    public required string Script { get; init; }

    /// <summary>Gets the id of the action; <see langword="null"/> for a finding about the whole script.</summary>
    public int? ActionId { get; init; }

    /// <summary>Gets the type of the action; empty for a finding about the whole script.</summary>
    public string ActionType { get; init; } = string.Empty;

    /// <summary>Gets the caption, by which the action is found on the canvas.</summary>
    public string Caption { get; init; } = string.Empty;

    /// <summary>Gets what was found.</summary>
    public required string Message { get; init; }

    /// <summary>Gets what the caller gets if the finding is ignored.</summary>
    public required string Consequence { get; init; }

    /// <summary>Gets the warning that Studio's own save check gives here, word for word; empty where it gives none.</summary>
    public string StudioWarning { get; init; } = string.Empty;

    /// <summary>Gets whether the finding leaves a pipeline green: it is no error.</summary>
    public bool Passed => Severity != ScriptLintSeverities.Error;

    /// <summary>Gets the severity, under the name that the result of a test case has for it.</summary>
    public string Outcome => Severity;

    /// <summary>Gets the rule and the action in short, such as <c>CXS001 15 Main menu</c>.</summary>
    public string Subject => ActionId is { } id ? string.Create(CultureInfo.InvariantCulture, $"{Rule} {id} {Caption}") : Rule;

    /// <inheritdoc/>
    public override string ToString()
    {
        var action = ActionId is { } id ? string.Create(CultureInfo.InvariantCulture, $" {id} {ActionType} '{Caption}'") : null;
        return $"{Severity} {Rule}{action}: {Message}";
    }
}
