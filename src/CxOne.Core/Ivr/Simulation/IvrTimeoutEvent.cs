using System.Text.Json.Serialization;

namespace CxOne.Ivr;

/// <summary>A silence in a simulated call that outlasted the node's patience.</summary>
public sealed record IvrTimeoutEvent
{
    /// <summary>The node.</summary>
    [JsonRequired]
    public required string NodeId { get; init; }

    /// <summary>When it fired, in seconds from the start of the call.</summary>
    [JsonPropertyName("triggeredAt")]
    public double TriggeredAtSec { get; init; }

    /// <summary>How long the node waits, in seconds.</summary>
    [JsonPropertyName("expectedWait")]
    public double ExpectedWaitSec { get; init; }

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant($"{NodeId} after {TriggeredAtSec:0.#} s (waits {ExpectedWaitSec:0.#} s)");
}
