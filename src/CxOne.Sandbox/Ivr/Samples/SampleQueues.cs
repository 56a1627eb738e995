namespace CxOne.Sandbox.Ivr;

/// <summary>The queues of the sample tenant.</summary>
internal static class SampleQueues
{
    public static IReadOnlyList<RoutingQueue> All { get; } =
    [
        new() { Id = "queue-sales", Name = "Sales" },
        new() { Id = "queue-renewals", Name = "Renewals" },
        new() { Id = "queue-support", Name = "Technical support" },
        new() { Id = "queue-support-field", Name = "Field service" },
        new() { Id = "queue-billing", Name = "Billing" },
        new() { Id = "queue-collections", Name = "Collections" },
        new() { Id = "queue-claims", Name = "Claims" },
        new() { Id = "queue-orders", Name = "Orders and delivery" },
        new() { Id = "queue-appointments", Name = "Appointments" },
        new() { Id = "queue-accounts", Name = "Account services" },
        new() { Id = "queue-fraud", Name = "Fraud prevention" },
        new() { Id = "queue-spanish", Name = "Atención en español" },
        new() { Id = "queue-callback", Name = "Callbacks" },
        new() { Id = "queue-general", Name = "General enquiries" },
        new() { Id = "queue-faxes", Name = "Fax desk", IsDisabled = true },
        new() { Id = "queue-store-locator", Name = "Store locator (closed)", IsDisabled = true },
    ];
}
