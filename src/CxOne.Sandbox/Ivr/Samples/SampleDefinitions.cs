namespace CxOne.Sandbox.Ivr;

/// <summary>The definitions of the sample tenant that are there to be something in particular.</summary>
internal static class SampleDefinitions
{
    public static IReadOnlyList<StoredDefinition> All() =>
    [
        Compiled(MainMenu()),
        Compiled(SupportMenu()),
        .. SampleTradeDefinitions.All().Select(Compiled),
        Compiled(Overlap()),
        Compiled(QuotaEater()),
        Compiled(DeprecatedVoice()),
        Compiled(DisabledQueue()),
        Compiled(SlowProvisioning()) with { ProvisioningTimeouts = 1 },
        RoutingCorrupt(),
    ];

    private static StoredDefinition Compiled(SandboxIvrDefinition definition) =>
        new() { Definition = definition, RoutingChecksum = RoutingMatrix.Checksum(definition) };

    // 40 characters of a neural voice: 240 units and 2.4 s, after which sales-dept waits its 10 s.
    private static SandboxIvrDefinition MainMenu() =>
        new DefinitionBuilder("ivr-def-001", "Main menu", "Where every call to the main number begins.", 12, SampleVoices.NeuralFemale)
            .Menu(
                "main-menu",
                "Main menu",
                "For sales dial 1, support 2, an agent 0.",
                8,
                "agent-transfer",
                ("1", "sales-dept"),
                ("2", "support-dept"),
                ("0", "agent-transfer"),
                ("sales", "sales-dept"),
                ("support", "support-dept"),
                ("agent", "agent-transfer"))
            .Menu("sales-dept", "Sales", null, 10, "agent-transfer", ("1", "sales-queue"), ("2", "support-dept"), ("0", "agent-transfer"))
            .Menu(
                "support-dept",
                "Support",
                "For a fault press 1, for your bill press 2. To go back, stay on the line.",
                6,
                "main-menu",
                ("1", "support-queue"),
                ("2", "billing-queue"),
                ("0", "agent-transfer"))
            .Queue("sales-queue", "Sales queue", "queue-sales")
            .Queue("support-queue", "Support queue", "queue-support")
            .Queue("billing-queue", "Billing queue", "queue-billing")
            .Transfer("agent-transfer", "Transfer to an agent", "skill:General enquiries")
            .Build();

    private static SandboxIvrDefinition SupportMenu() =>
        new DefinitionBuilder("ivr-def-002", "Support menu", "Technical support in three levels.", 7, SampleVoices.NeuralMale)
            .Menu(
                "support-menu",
                "Support menu",
                "Technical support. For internet press 1, for telephone press 2, for television press 3.",
                8,
                "support-queue",
                ("1", "internet-menu"),
                ("2", "telephone-menu"),
                ("3", "support-queue"),
                ("0", "support-queue"),
                ("internet", "internet-menu"),
                ("telephone", "telephone-menu"))
            .Menu(
                "internet-menu",
                "Internet",
                "If the line is down press 1. If it is slow press 2.",
                8,
                "support-queue",
                ("1", "line-down-menu"),
                ("2", "slow-line-menu"),
                ("0", "support-queue"))
            .Menu(
                "telephone-menu",
                "Telephone",
                "If there is no dial tone press 1. To divert calls press 2.",
                8,
                "support-queue",
                ("1", "line-down-menu"),
                ("2", "support-queue"),
                ("0", "support-queue"))
            .Menu(
                "line-down-menu",
                "Line down",
                "Please switch your router off and on again. If that helped press 1, if not press 2.",
                30,
                "support-queue",
                ("1", "goodbye"),
                ("2", "support-queue"),
                ("yes", "goodbye"),
                ("no", "support-queue"))
            .Menu(
                "slow-line-menu",
                "Slow line",
                "To have your line measured press 1. For an engineer press 2.",
                10,
                "internet-menu",
                ("1", "goodbye"),
                ("2", "field-queue"))
            .Queue("support-queue", "Support queue", "queue-support", "You are in the queue for technical support.")
            .Queue("field-queue", "Field service queue", "queue-support-field")
            .HangUp("goodbye", "Goodbye", "Thank you for calling. Goodbye.")
            .Build();

    private static SandboxIvrDefinition Overlap() =>
        new DefinitionBuilder(
                "ivr-def-overlap",
                "Returns desk (draft)",
                "A draft in which two people gave key 2 to different departments.",
                2,
                SampleVoices.StandardFemale)
            .Menu(
                "returns-menu",
                "Returns",
                "To return goods press 1. For the state of a return press 2. To exchange goods press 2.",
                8,
                "orders-queue",
                ("1", "orders-queue"),
                ("2", "return-status"),
                ("2", "exchange-desk"))
            .Prompt("return-status", "State of a return", "We send a message as soon as your parcel is here.", "farewell")
            .Queue("exchange-desk", "Exchange desk", "queue-orders")
            .Queue("orders-queue", "Orders queue", "queue-orders")
            .HangUp("farewell", "Farewell", "Goodbye.")
            .Build();

    private static SandboxIvrDefinition QuotaEater() =>
        new DefinitionBuilder(
                "ivr-def-tts-quota",
                "Policy terms, read aloud",
                "Reads whole policy terms in a studio voice.",
                1,
                SampleVoices.Studio)
            .Menu(
                "terms-menu",
                "Which terms",
                "To hear the household terms press 1. For the travel terms press 2. For the liability terms press 3.",
                8,
                "claims-queue",
                ("1", "household-terms"),
                ("2", "travel-terms"),
                ("3", "liability-terms"),
                ("0", "claims-queue"))
            .Prompt("household-terms", "Household terms", SamplePolicyTerms.Household, "claims-queue")
            .Prompt("travel-terms", "Travel terms", SamplePolicyTerms.Travel, "claims-queue")
            .Prompt("liability-terms", "Liability terms", SamplePolicyTerms.Liability, "claims-queue")
            .Queue("claims-queue", "Claims queue", "queue-claims")
            .Build();

    private static SandboxIvrDefinition DeprecatedVoice() =>
        new DefinitionBuilder(
                "ivr-def-deprecated-voice",
                "Old switchboard",
                "Recorded years ago in a voice that has since been withdrawn.",
                31,
                SampleVoices.LegacyFemale)
            .Menu(
                "switchboard",
                "Switchboard",
                "For the office press 1. For the warehouse press 2.",
                6,
                "office",
                ("1", "office"),
                ("2", "warehouse"))
            .Queue("office", "Office", "queue-general")
            .Transfer("warehouse", "Warehouse", "tel:+12025550143")
            .Build();

    private static SandboxIvrDefinition DisabledQueue() =>
        new DefinitionBuilder(
                "ivr-def-disabled-queue",
                "Documents by fax",
                "Sends callers to a desk that was closed.",
                4,
                SampleVoices.StandardMale)
            .Menu(
                "document-menu",
                "Documents",
                "To send documents press 1. To ask about documents that you sent press 2.",
                8,
                "general-queue",
                ("1", "fax-desk"),
                ("2", "general-queue"))
            .Queue("fax-desk", "Fax desk", "queue-faxes")
            .Queue("general-queue", "General queue", "queue-general")
            .Build();

    private static SandboxIvrDefinition SlowProvisioning() =>
        new DefinitionBuilder(
                "ivr-def-slow-provisioning",
                "Seasonal campaign line",
                "Its voices take so long to provision that the first deployment gives up.",
                1,
                SampleVoices.British)
            .Menu(
                "season-menu",
                "Seasonal offers",
                "Welcome to our autumn offers. To order press 1, for the terms press 2.",
                8,
                "sales-queue",
                ("1", "sales-queue"),
                ("2", "offer-terms"),
                ("order", "sales-queue"))
            .Prompt("offer-terms", "Terms", "Offers are valid until the end of November, while stocks last.", "sales-queue")
            .Queue("sales-queue", "Sales queue", "queue-sales")
            .Build();

    private static StoredDefinition RoutingCorrupt()
    {
        var now = RoutingCorruptBy("billing-queue");

        // What was compiled is an older state of the edges: half of a change was saved.
        return new StoredDefinition
        {
            Definition = now,
            RoutingChecksum = RoutingMatrix.Checksum(RoutingCorruptBy("collections-queue")),
        };
    }

    private static SandboxIvrDefinition RoutingCorruptBy(string payTarget) =>
        new DefinitionBuilder(
                "ivr-def-routing-corrupt",
                "Payments line",
                "Was saved halfway through a change of its routing.",
                9,
                SampleVoices.StandardFemale)
            .Menu(
                "payments-menu",
                "Payments",
                "To pay a bill press 1. To agree on instalments press 2.",
                8,
                "billing-queue",
                ("1", payTarget),
                ("2", "collections-queue"))
            .Queue("billing-queue", "Billing queue", "queue-billing")
            .Queue("collections-queue", "Collections queue", "queue-collections")
            .Build();
}
