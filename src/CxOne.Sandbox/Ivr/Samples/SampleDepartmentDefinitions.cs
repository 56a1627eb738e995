namespace CxOne.Sandbox.Ivr;

/// <summary>The departments of <see cref="SampleTradeDefinitions"/>: a menu of three topics with a queue each.</summary>
internal static class SampleDepartmentDefinitions
{
    public static IEnumerable<Func<string, SandboxIvrDefinition>> Builders()
    {
        var neural = SampleVoices.NeuralFemale;
        var male = SampleVoices.NeuralMale;
        var plain = SampleVoices.StandardFemale;
        var plainMale = SampleVoices.StandardMale;
        var british = SampleVoices.British;
        return
        [
            Department(
                "Billing enquiries", neural, "your latest bill", "queue-billing", "a payment", "queue-billing", "a refund",
                "queue-accounts"),
            Department(
                "Card services", neural, "a lost or stolen card", "queue-fraud", "a new card", "queue-accounts", "your limit",
                "queue-accounts"),
            Department(
                "Fraud line", male, "a payment that you do not know", "queue-fraud", "a suspicious message", "queue-fraud",
                "a blocked account", "queue-accounts"),
            Department(
                "Mortgage advice", british, "a new mortgage", "queue-sales", "an existing mortgage", "queue-accounts", "early repayment",
                "queue-accounts"),
            Department(
                "Motor claims", male, "a new claim", "queue-claims", "a claim that you reported", "queue-claims", "roadside help",
                "queue-support-field"),
            Department(
                "Household claims", male, "damage by water or fire", "queue-claims", "theft", "queue-claims", "another claim",
                "queue-claims"),
            Department(
                "Policy renewals", neural, "renewing your policy", "queue-renewals", "changing your cover", "queue-renewals", "cancelling",
                "queue-renewals"),
            Department(
                "New business", neural, "a quotation", "queue-sales", "a quotation that you have", "queue-sales", "business cover",
                "queue-sales"),
            Department(
                "Order desk", plain, "placing an order", "queue-orders", "changing an order", "queue-orders", "prices", "queue-sales"),
            Department(
                "Delivery enquiries", plain, "the state of a delivery", "queue-orders", "a missed delivery", "queue-orders",
                "damaged goods", "queue-claims"),
            Department(
                "Spare parts", plainMale, "ordering a part", "queue-orders", "finding a part number", "queue-support", "returning a part",
                "queue-orders"),
            Department(
                "Warranty desk", plainMale, "a fault under warranty", "queue-support", "registering a product", "queue-accounts",
                "a repair", "queue-support-field"),
            Department(
                "Field service", male, "booking an engineer", "queue-support-field", "moving a visit", "queue-appointments",
                "an engineer who is late", "queue-support-field"),
            Department(
                "Broadband faults", neural, "no connection", "queue-support", "a slow connection", "queue-support", "your router",
                "queue-support"),
            Department(
                "Mobile support", neural, "calls and messages", "queue-support", "mobile data", "queue-support", "roaming",
                "queue-accounts"),
            Department(
                "Number porting", plain, "bringing your number", "queue-orders", "taking your number with you", "queue-renewals",
                "a delayed transfer", "queue-support"),
            Department(
                "Business accounts", british, "your contract", "queue-accounts", "an invoice", "queue-billing", "a further line",
                "queue-sales"),
            Department(
                "Supplier line", plainMale, "an invoice that you sent", "queue-billing", "a delivery slot", "queue-orders",
                "becoming a supplier", "queue-general"),
            Department(
                "Membership services", plain, "joining", "queue-sales", "your membership card", "queue-accounts", "leaving",
                "queue-renewals"),
            Department(
                "Ticket office", plain, "buying tickets", "queue-sales", "tickets that you bought", "queue-orders", "group bookings",
                "queue-sales"),
            Department(
                "Reservations", british, "a new reservation", "queue-sales", "an existing reservation", "queue-appointments",
                "lost property", "queue-general"),
            Department(
                "Clinic appointments", neural, "a first appointment", "queue-appointments", "moving an appointment", "queue-appointments",
                "test results", "queue-general"),
            Department(
                "Pharmacy line", plain, "a repeat prescription", "queue-orders", "a question for the pharmacist", "queue-support",
                "delivery", "queue-orders"),
            Department(
                "Council services", british, "refuse collection", "queue-general", "council tax", "queue-billing",
                "a street light that is out", "queue-support-field"),
            Department(
                "Utility connections", male, "moving in", "queue-accounts", "moving out", "queue-accounts", "a meter reading",
                "queue-billing"),
            Department(
                "Payroll help desk", plainMale, "your payslip", "queue-billing", "your bank details", "queue-accounts", "expenses",
                "queue-billing"),
            Department(
                "IT service desk", plainMale, "your password", "queue-support", "hardware", "queue-support-field", "an application",
                "queue-support"),
            Department(
                "Complaints", british, "a new complaint", "queue-general", "a complaint that you made", "queue-general", "an ombudsman",
                "queue-accounts"),
        ];
    }

    private static Func<string, SandboxIvrDefinition> Department(
        string name,
        Voice voice,
        string first,
        string firstQueue,
        string second,
        string secondQueue,
        string third,
        string thirdQueue) => id =>
        new DefinitionBuilder(id, name, $"Callers choose between {first}, {second} and {third}.", 1 + (name.Length % 9), voice)
            .Menu(
                "entry-menu",
                name,
                $"For {first} press 1. For {second} press 2. For {third} press 3.",
                8,
                "agent-transfer",
                ("1", "first-queue"),
                ("2", "second-queue"),
                ("3", "third-menu"),
                ("0", "agent-transfer"),
                ("agent", "agent-transfer"))
            .Menu(
                "third-menu",
                "Have your number ready",
                "Please have your customer number ready. To go on press 1, to go back press the star key.",
                12,
                "third-queue",
                ("1", "third-queue"),
                ("*", "entry-menu"))
            .Queue("first-queue", $"Queue for {first}", firstQueue, null, 300, "voicemail")
            .Queue("second-queue", $"Queue for {second}", secondQueue, null, 300, "voicemail")
            .Queue("third-queue", $"Queue for {third}", thirdQueue, null, 300, "voicemail")
            .Transfer("voicemail", "Voicemail", "voicemail:general", "Please leave a message.")
            .Transfer("agent-transfer", "Transfer to an agent", "skill:General enquiries")
            .Build();
}
