using System.Globalization;

namespace CxOne.Sandbox.Ivr;

/// <summary>The definitions of a medium-sized contact centre: departments, notices, surveys, after hours.</summary>
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
        [.. SampleDepartmentDefinitions.Builders(), .. AfterHours(), .. Notices(), .. Surveys(), .. Languages()];

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
            "If no one is at home",
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

    private static Func<string, SandboxIvrDefinition> Closed(string name, Voice voice, string reason, string queueId) => id =>
        new DefinitionBuilder(id, name, "Greets callers outside opening hours.", 1 + (name.Length % 5), voice)
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
