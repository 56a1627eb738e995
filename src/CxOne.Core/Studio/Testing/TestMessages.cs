using System.Globalization;

namespace CxOne.Studio.Testing;

/// <summary>The sentences of test cases: what their file must look like, and how a call differs from what was expected.</summary>
internal static class TestMessages
{
    public const string FileEmpty = "The file is empty.";

    public const string FileTooLarge = "The file has more than 200,000 values, those of aliases counted.";

    public const string SeveralDocuments = "The file holds several YAML documents; one is read.";

    public const string KeyNoText = "The key of a map must be a text.";

    public const string YamlDamaged = "The YAML is damaged.";

    public const string YamlUnexpected = "This is no value.";

    public const string NoTests = "The file has no list 'tests' with a test case in it.";

    public static string FileInvalid(string source, string reason) => $"The test cases in '{source}' cannot be read. {reason}";

    public static string YamlAt(long line, long column, string reason)
        => string.Create(CultureInfo.InvariantCulture, $"Line {line}, column {column}: {reason}");

    public static string YamlTooDeep(int max)
        => string.Create(CultureInfo.InvariantCulture, $"Values are nested more than {max} levels deep.");

    public static string AnchorUnknown(string name) => $"The anchor '{name}' is not defined before this place.";

    public static string TagRefused(string tag) => $"The type tag '{tag}' is not allowed.";

    public static string MemberUnknown(string place, string name, string known) => $"{place}: '{name}' is not known; known are {known}.";

    public static string MemberMissing(string place, string name) => $"{place}: '{name}' is missing.";

    public static string MustBeText(string place) => $"{place} must be a text.";

    public static string MustBeMap(string place) => $"{place} must be a map.";

    public static string MustBeNumber(string place, string value, string rule) => $"{place} must be a number {rule} (was '{value}').";

    public static string MustBeFlag(string place, string value) => $"{place} must be true or false (was '{value}').";

    public static string MustBeTime(string place, string value)
        => $"{place} must be a time with its offset, such as 2026-03-02T10:15:00-05:00 (was '{value}').";

    public static string MustBeOneOf(string place, string value, string known) => $"{place} must be one of {known} (was '{value}').";

    public static string QueueInvalid(string place, string value)
        => $"{place} must be 'never', 'refused', or a map with 'answerAfter' in seconds (was '{value}').";

    public static string NeedsExpectation(string place) => $"{place}: the test case expects nothing; a 'then' with a member is missing.";

    public static string ExploreOnly(string place) => $"{place} goes with 'explore' only.";

    public static string ActionUnknown(string place, string name) => $"{place}: no action of the script has the id or caption '{name}'.";

    public static string EndingDiffers(string expected, string actual, string reason)
        => $"The call should end as '{expected}' and ends as '{actual}'.{(reason.Length > 0 ? " " + reason : null)}";

    public static string SkillDiffers(string expected, string actual)
        => $"The skill should be '{expected}' and is '{actual}'.";

    public static string TargetDiffers(string expected, string actual) => $"The target should be '{expected}' and is '{actual}'.";

    public static string NotVisited(string action) => $"'{action}' should be visited and is not.";

    public static string Visited(string action) => $"'{action}' should not be visited and is.";

    public static string PromptMissing(string pattern) => $"No prompt that comes in this order matches '{pattern}'.";

    public static string PromptHeard(string pattern, string prompt) => $"No prompt should match '{pattern}', and '{prompt}' does.";

    public static string VariableDiffers(string name, string expected, string actual)
        => $"The variable '{name}' should be '{expected}' and is '{actual}'.";

    public static string TooLong(decimal expected, decimal actual)
        => string.Create(CultureInfo.InvariantCulture, $"The call should take at most {expected} simulated seconds and takes {actual}.");

    public static string RanOutOfInput(int given)
        => string.Create(CultureInfo.InvariantCulture, $"The script asks for more input than the {given} given; silence was used.");

    public static string NeverReached(string ending, string path, string action)
        => $"No path should end as '{ending}', and this one does: {path}, at {action}.";

    public static string OnlyReached(string ending, string path, string action)
        => $"A path ends as '{ending}', which is not among the expected endings: {path}, at {action}.";

    public static string SkillNotReached(string skill) => $"No path reaches the skill '{skill}'.";

    public static string Truncated(int states)
        => string.Create(CultureInfo.InvariantCulture,
            $"The exploration was stopped after {states} states; a smaller depth or fewer keys make it complete.");

}
