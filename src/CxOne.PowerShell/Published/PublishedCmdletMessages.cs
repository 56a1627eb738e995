using System.Globalization;

namespace CxOne.PowerShell.Published;

/// <summary>The texts of cmdlets for published objects that name a parameter or ask for confirmation.</summary>
internal static class PublishedCmdletMessages
{
    public const string StartAction = "Start the dialer, which places calls";

    public const string StopAction = "Stop the dialer; active calls are completed";

    public const string StopForced = "Stop the dialer and end its active calls at once";

    public static string Target(string name, string connection) => $"{name} on {connection}";

    public static string Set(string changes) => $"Set {changes}";

    public static string WithSkill(string skill, string? others) => $"skill {skill}{(others is null ? null : ", " + others)}";

    public static string Restore(long sequence)
        => string.Create(CultureInfo.InvariantCulture, $"Restore the state of audit record {sequence}:");

    /// <summary>Changes with old and new values, and those of members whose old values the tenant does not return.</summary>
    public static string Changes(string changes, IReadOnlyList<string> hidden)
        => hidden.Count == 0 ? changes : $"{changes}; {string.Join(", ", hidden)} (the present value cannot be read)";

    /// <summary>A change with the comparison with the rule set.</summary>
    public static string Guarded(string changes, string? guard) => guard is null ? changes : $"{changes}; {guard}";

    public static string Run(string action, bool? isRunning)
        => $"{action} (it is {(isRunning == true ? "running" : "not running")} now)";

    public static string SettingNotJson(string reason) => $"Setting cannot be converted to JSON: {reason}";

    public static string SettingNotTable(string block) => $"Setting must have a table of members for '{block}'.";
}
