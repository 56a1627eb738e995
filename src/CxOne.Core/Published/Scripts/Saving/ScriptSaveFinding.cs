namespace CxOne.Published;

/// <summary>A finding of the tenant's check of a script that is saved.</summary>
public sealed record ScriptSaveFinding
{
    /// <summary>Gets the action that the finding is about; <see langword="null"/> if the answer names none.</summary>
    public int? ActionId { get; init; }

    /// <summary>Gets the type of the action, such as <c>MENU</c>.</summary>
    public string ActionType { get; init; } = string.Empty;

    /// <summary>Gets the caption of the action.</summary>
    public string Caption { get; init; } = string.Empty;

    /// <summary>Gets the tenant's text or key, such as <c>action-not-available</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Gets whether the tenant refuses the script because of the finding. Otherwise it saves the script all the same.</summary>
    public bool IsError { get; init; }

    /// <inheritdoc/>
    public override string ToString() => ScriptWriteMessages.Finding(ActionId, ActionType, Caption, Key);
}
