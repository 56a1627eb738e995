namespace CxOne.Studio.Calls;

/// <summary>The reply to a web request. The first stub that fits is used; the network is never called.</summary>
public sealed record RestStub
{
    /// <summary>Gets the id or the caption of the action that sends the request; <see langword="null"/> for any.</summary>
    public string? Action { get; init; }

    /// <summary>Gets the address, with <c>*</c> for any characters; <see langword="null"/> for any.</summary>
    public string? Url { get; init; }

    /// <summary>Gets the HTTP method; <see langword="null"/> for any.</summary>
    public string? Verb { get; init; }

    /// <summary>Gets the HTTP status of the reply. The default is 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Gets the body of the reply, as text.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>Gets whether no reply comes in time.</summary>
    public bool IsTimeout { get; init; }

    /// <summary>Gets the error of a request that fails; <see langword="null"/> for one that is answered.</summary>
    public string? Error { get; init; }
}
