using System.Text.Json.Serialization;

namespace CxOne.Ivr;

/// <summary>A time-out of a node in a simulated call.</summary>
public sealed record IvrTimeoutEvent
{
    /// <summary>Gets the id of the node.</summary>
    [JsonRequired]
    public required string NodeId { get; init; }

    /// <summary>Gets when the time-out occurred, in seconds from the start of the call.</summary>
    [JsonPropertyName("triggeredAt")]
    public double TriggeredAtSec { get; init; }

    /// <summary>Gets how long the node waits for input, in seconds.</summary>
    [JsonPropertyName("expectedWait")]
    public double ExpectedWaitSec { get; init; }

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant($"{NodeId} after {TriggeredAtSec:0.#} s (waits {ExpectedWaitSec:0.#} s)");
}
