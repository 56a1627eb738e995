using System.Globalization;

namespace CxOne.Sandbox.Ivr;

/// <summary>The working definitions of a contact centre of some size: departments, notices, surveys, after hours.</summary>
internal static class SampleTradeDefinitions
{
    private const int FirstNumber = 3;

    public static IEnumerable<SandboxIvrDefinition> All()
    {
        var number = FirstNumber;
        foreach (var build in Builders())
        {
            yield return build(string.Create(CultureInfo.InvariantCulture, $"ivr-def-{number++:000}"));
        }
    }

    private static IEnumerable<Func<string, SandboxIvrDefinition>> Builders() =>
        [.. Departments(), .. AfterHours(), .. Notices(), .. Surveys(), .. Languages()];

    private static IEnumerable<Func<string, SandboxIvrDefinition>> Departments()
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

    private static IEnumerable<Func<string, SandboxIvrDefinition>> AfterHours() =>
    [
        Closed("After hours, sales", SampleVoices.StandardFemale, "Our sales desk is open from eight to six.", "queue-callback"),
        Closed("After hours, support", SampleVoices.StandardMale, "Our technical support is open from seven to ten.", "queue-support"),
        Closed("After hours, claims", SampleVoices.StandardFemale, "Our claims desk is open from eight to eight.", "queue-claims"),
        Closed(
            "After hours, clinic",
            SampleVoices.NeuralFemale,
            "The clinic is closed. In an emergency hang up and dial 911.",
            "queue-appointments"),
        Closed("Public holiday greeting", SampleVoices.British, "Today is a public holiday.", "queue-callback"),
        Closed(
            "Severe weather greeting", SampleVoices.NeuralMale, "Because of the weather our offices are closed today.", "queue-callback"),
        Closed("Staff meeting greeting", SampleVoices.StandardMale, "We are back at half past ten.", "queue-general"),
    ];

    private static IEnumerable<Func<string, SandboxIvrDefinition>> Notices() =>
    [
        Notice(
            "Appointment reminder",
            SampleVoices.NeuralFemale,
            "You have an appointment with us tomorrow.",
            "To confirm",
            "To move it",
            "queue-appointments"),
        Notice(
            "Payment reminder",
            SampleVoices.NeuralMale,
            "A payment to us is overdue.",
            "If you have paid already",
            "To pay now",
            "queue-collections"),
        Notice(
            "Delivery notice",
            SampleVoices.StandardFemale,
            "We deliver your order tomorrow between nine and noon.",
            "To confirm",
            "To choose another day",
            "queue-orders"),
        Notice(
            "Outage notice",
            SampleVoices.StandardMale,
            "There is a fault in your area. We expect it to end by six this evening.",
            "If that answers your question",
            "To report something else",
            "queue-support"),
        Notice(
            "Prescription ready",
            SampleVoices.StandardFemale,
            "Your prescription is ready.",
            "To collect it",
            "To have it delivered",
            "queue-orders"),
        Notice(
            "Renewal notice",
            SampleVoices.British,
            "Your policy expires at the end of next month.",
            "To renew it as it is",
            "To talk about it",
            "queue-renewals"),
        Notice(
            "Suspicious payment check",
            SampleVoices.NeuralFemale,
            "We stopped a payment on your card.",
            "If the payment was yours",
            "If it was not",
            "queue-fraud"),
        Notice(
            "Engineer on the way",
            SampleVoices.NeuralMale,
            "Our engineer will be with you within the hour.",
            "To confirm",
            "If nobody is at home",
            "queue-support-field"),
        Notice(
            "Callback offer",
            SampleVoices.StandardMale,
            "All our lines are busy. The wait is about fifteen minutes.",
            "To be called back",
            "To wait",
            "queue-callback"),
        Notice(
            "Recall notice",
            SampleVoices.British,
            "A product that you bought from us is being recalled.",
            "To have it collected",
            "To talk to us",
            "queue-orders"),
    ];

    private static IEnumerable<Func<string, SandboxIvrDefinition>> Surveys() =>
    [
        Survey("Survey after support", SampleVoices.StandardFemale, "our solution", "our advice", "how long you waited"),
        Survey("Survey after a sale", SampleVoices.StandardFemale, "our offer", "our advice", "the way you ordered"),
        Survey(
            "Survey after a claim",
            SampleVoices.StandardMale,
            "how quickly we decided",
            "how clearly we explained it",
            "how we treated you"),
        Survey(
            "Survey after a visit", SampleVoices.StandardMale, "how punctual we were", "the work that was done", "how tidy we left things"),
    ];

    private static IEnumerable<Func<string, SandboxIvrDefinition>> Languages() =>
    [
        Language("Language choice, sales", "queue-sales"),
        Language("Language choice, support", "queue-support"),
        Language("Language choice, billing", "queue-billing"),
    ];

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

    private static Func<string, SandboxIvrDefinition> Closed(string name, Voice voice, string reason, string queueId) => id =>
        new DefinitionBuilder(id, name, "Greets callers while nobody is there.", 1 + (name.Length % 5), voice)
            .Prompt("closed", "Closed", reason, "closed-menu")
            .Menu(
                "closed-menu",
                "What to do",
                "To leave a message press 1. If it cannot wait press 2.",
                8,
                "goodbye",
                ("1", "voicemail"),
                ("2", "duty-queue"),
                ("message", "voicemail"),
                ("urgent", "duty-queue"))
            .Transfer("voicemail", "Voicemail", "voicemail:after-hours", "Please leave a message.")
            .Queue("duty-queue", "Duty queue", queueId)
            .HangUp("goodbye", "Goodbye", "Goodbye.")
            .Build();

    private static Func<string, SandboxIvrDefinition> Notice(
        string name,
        Voice voice,
        string notice,
        string first,
        string second,
        string queueId) => id =>
        new DefinitionBuilder(id, name, notice, 1 + (name.Length % 7), voice)
            .Prompt("notice", "Notice", notice, "notice-menu")
            .Menu(
                "notice-menu",
                "What to do",
                $"{first} press 1. {second} press 2. To hear this again press 9.",
                10,
                "repeat-menu",
                ("1", "thanks"),
                ("2", "desk-queue"),
                ("9", "notice"),
                ("yes", "thanks"),
                ("no", "desk-queue"))
            .Menu(
                "repeat-menu",
                "Still there",
                "Are you still there? Press 1 to hear this again.",
                5,
                "thanks",
                ("1", "notice"))
            .Queue("desk-queue", "Desk", queueId)
            .HangUp("thanks", "Thanks", "Thank you. Goodbye.")
            .Build();

    private static Func<string, SandboxIvrDefinition> Survey(string name, Voice voice, string first, string second, string third) => id =>
        new DefinitionBuilder(id, name, "Three questions, answered with a key from 1 to 5.", 1 + (name.Length % 4), voice)
            .Prompt("welcome", "Welcome", "Please answer three questions with a key from 1, poor, to 5, very good.", "first-question")
            .Menu("first-question", "First question", $"How do you rate {first}?", 7, "thanks", Scale("second-question"))
            .Menu("second-question", "Second question", $"How do you rate {second}?", 7, "thanks", Scale("third-question"))
            .Menu("third-question", "Third question", $"How do you rate {third}?", 7, "thanks", Scale("thanks"))
            .HangUp("thanks", "Thanks", "Thank you for your time. Goodbye.")
            .Build();

    private static (string Input, string Target)[] Scale(string target) =>
        [("1", target), ("2", target), ("3", target), ("4", target), ("5", target)];

    private static Func<string, SandboxIvrDefinition> Language(string name, string queueId) => id =>
        new DefinitionBuilder(id, name, "English or Spanish.", 3, SampleVoices.Spanish)
            .Menu(
                "language-menu",
                "Language",
                "For English press 1. Para español, marque el dos.",
                6,
                "english-queue",
                ("1", "english-queue"),
                ("2", "spanish-menu"),
                ("english", "english-queue"),
                ("español", "spanish-menu"))
            .Menu(
                "spanish-menu",
                "Menú",
                "Para hablar con un agente, marque el uno. Para dejar un mensaje, marque el dos.",
                8,
                "spanish-queue",
                ("1", "spanish-queue"),
                ("2", "voicemail"))
            .Queue("english-queue", "Queue in English", queueId)
            .Queue("spanish-queue", "Queue in Spanish", "queue-spanish")
            .Transfer("voicemail", "Voicemail", "voicemail:spanish")
            .Build();
}
