namespace CxOne.Webhooks;

/// <summary>The result of a callback to a receiver of the user. A failed callback does not affect the operation that it reports.</summary>
public sealed record CallbackResult
{
    /// <summary>Gets the address, without its query values.</summary>
    public required string Uri { get; init; }

    /// <summary>Gets whether the receiver accepted the callback (2xx).</summary>
    public required bool IsDelivered { get; init; }

    /// <summary>Gets the status of the receiver's last answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Gets the number of attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets why the callback was not delivered.</summary>
    public string? Error { get; init; }

    /// <inheritdoc/>
    public override string ToString() => IsDelivered ? $"delivered ({StatusCode})" : $"not delivered: {Error}";
}
