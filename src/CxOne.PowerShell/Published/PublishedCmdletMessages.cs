using System.Globalization;

namespace CxOne.PowerShell.Published;

/// <summary>The texts of cmdlets for published objects that name a parameter or ask for confirmation.</summary>
internal static class PublishedCmdletMessages
{
    public static string Target(string name, string connection) => $"{name} on {connection}";

    public static string Set(string changes) => $"Set {changes}";

    public static string WithSkill(string skill, string? others) => $"skill {skill}{(others is null ? null : ", " + others)}";

    public static string Restore(long sequence)
        => string.Create(CultureInfo.InvariantCulture, $"Restore the state of audit record {sequence}:");

    /// <summary>Changes with old and new values, and those of members whose old values the tenant does not return.</summary>
    public static string Changes(string changes, IReadOnlyList<string> hidden)
        => hidden.Count == 0 ? changes : $"{changes}; {string.Join(", ", hidden)} (the present value cannot be read)";
}
