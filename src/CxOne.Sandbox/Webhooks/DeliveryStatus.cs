namespace CxOne.Sandbox.Webhooks;

/// <summary>The states of a delivery.</summary>
internal static class DeliveryStatus
{
    public const string Pending = "PENDING";

    /// <summary>The receiver answered with a success.</summary>
    public const string Delivered = "DELIVERED";

    /// <summary>The receiver could not be reached, or refused, until no attempt was left.</summary>
    public const string Failed = "FAILED";

    /// <summary>Nothing was sent.</summary>
    public const string NotDelivered = "NOT_DELIVERED";
}
