namespace CxOne.Webhooks;

/// <summary>What became of a callback to an address of the user's. It never decides on the operation that it tells of.</summary>
public sealed record CallbackResult
{
    /// <summary>The address, with its query values hidden.</summary>
    public required string Uri { get; init; }

    /// <summary>The receiver took it (2xx).</summary>
    public required bool IsDelivered { get; init; }

    /// <summary>The receiver's last status.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it was not delivered.</summary>
    public string? Error { get; init; }

    /// <inheritdoc/>
    public override string ToString() => IsDelivered ? $"delivered ({StatusCode})" : $"not delivered: {Error}";
}
