using CxOne.Webhooks;

namespace CxOne.DataActions;

/// <summary>One data action and the date value to write.</summary>
public sealed record DataActionDateRow
{
    /// <summary>Gets the position of the row in the input, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the exact name of the action. If <see cref="Id"/> is given too, the action must have both.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the id of the action. It takes precedence over <see cref="Name"/>.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the value to compute. A row without one fails with <c>ParameterInvalid</c>.</summary>
    public DataActionDateRequest? Date { get; init; }

    /// <summary>Gets the name of the member that the value comes from. The default is <c>input_datetime</c>.</summary>
    public string SourceField { get; init; } = "input_datetime";

    /// <summary>Gets the name of the member that receives the value. The default is <c>processed_datetime</c>.</summary>
    public string TargetField { get; init; } = "processed_datetime";

    /// <summary>Gets a value indicating whether the date is also written to an action that processes no dates yet.</summary>
    public bool Force { get; init; }

    /// <summary>Gets the webhook that is called after the action was changed.</summary>
    public CallbackTarget? Callback { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name is null && Id is null ? $"row {Number}" : $"row {Number} ({Name ?? Id})";
}
