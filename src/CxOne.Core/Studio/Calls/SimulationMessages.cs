using System.Globalization;

namespace CxOne.Studio.Calls;

/// <summary>The sentences of the simulator: why a call ends where it does, and which stub it needs.</summary>
internal static class SimulationMessages
{
    public const string WithoutBegin = "The script has no BEGIN action.";

    public const string SilenceRepeats = "A caller who stays silent never leaves the circle.";

    public const string StateRepeats = "The script returns to the same state without the caller doing anything.";

    public const string CallerReleased = "The caller hung up.";

    public const string QueueWaits = "No agent answers, and the hold treatment repeats.";

    public const string NeverAnswered = "No agent answers, and the contact waits without a hold treatment.";

    public const string NoNow = "The script depends on the time, and no time is given.";

    public const string ReturnWithoutCaller = "RETURN was reached in a script that no other script called.";

    public static string InputInvalid(string input)
        => $"A caller's input must be keys (0-9, *, #), 'timeout', 'hangup', 'partial:<keys>' or 'say:<words>' (was '{input}').";

    public static string ProfileWithoutDays(string source) => $"The hours profile '{source}' holds no profile with days.";

    public static string ProfileUnreadable(string source, string name, string problem)
        => $"The hours profile '{source}'{(name.Length == 0 ? null : $" ({name})")}: {problem}.";

    public static string ProfileNotJson(string source, string reason) => $"The hours profile '{source}' is not JSON: {reason}";

    public static string StubWithoutExit(string type, string exit, string exits)
        => $"{type} has no exit '{exit}'. Its exits are: {exits}.";

    public static string NotWired(string exit)
        => exit == "Default" ? "Default is not wired." : $"Neither '{exit}' nor Default is wired.";

    public static string Dangling(string exit, int target)
        => string.Create(CultureInfo.InvariantCulture, $"The exit '{exit}' leads to action {target}, which does not exist.");

    public static string NoExit(string exit) => $"The action has no exit '{exit}'.";

    public static string StepLimit(int steps)
        => string.Create(CultureInfo.InvariantCulture, $"The call did not end within {steps} actions.");

    public static string VisitLimit(int visits)
        => string.Create(CultureInfo.InvariantCulture, $"The action ran {visits} times without the caller doing anything.");

    public static string SnippetLimit => "The snippet did not end within 100,000 statements.";

    public static string NeedsOutcome(string type, string exits) => $"The outcome of {type} is not known offline. Its exits are: {exits}.";

    public static string NeedsScript(string name) => $"The script '{name}' is not at hand.";

    public static string NeedsReply(string verb, string url) => $"There is no reply for {verb} '{url}'.";

    public static string NeedsCondition(string reason) => $"The condition depends on a value that is not known: {reason}.";

    public static string ConditionInvalid(string error) => $"The expression cannot be read at {error}";

    public static string SubscriptTooDeep(int depth)
        => string.Create(CultureInfo.InvariantCulture, $"Subscripts call each other more than {depth} levels deep.");

    public static string ZoneUnknown(string zone) => $"The time zone '{zone}' is not known.";

    public static string ReplayTooShort(string type) => $"The replayed path names no exit for {type}.";

    public static string SpeechAtKeys(string words) => $"'{words}' was said where the script takes keys.";
}
