using CxOne.Webhooks;

namespace CxOne.DataActions;

/// <summary>One data action whose date value is to be updated.</summary>
public sealed record DataActionDateRow
{
    /// <summary>The row's place in the input, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The action's exact name; where <see cref="Id"/> is given too, the action must have both.</summary>
    public string? Name { get; init; }

    /// <summary>The action's id; it decides where it is given.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the value to compute. A row without one fails with <c>ParameterInvalid</c>.</summary>
    public DataActionDateRequest? Date { get; init; }

    /// <summary>The member that the value comes from.</summary>
    public string SourceField { get; init; } = "input_datetime";

    /// <summary>The member that the value goes to.</summary>
    public string TargetField { get; init; } = "processed_datetime";

    /// <summary>Told when the action was changed.</summary>
    public CallbackTarget? Callback { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name is null && Id is null ? $"row {Number}" : $"row {Number} ({Name ?? Id})";
}
