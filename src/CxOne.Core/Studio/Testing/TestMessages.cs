using System.Globalization;

namespace CxOne.Studio.Testing;

/// <summary>The sentences of test cases: what their file must look like, and how a call differs from what was expected.</summary>
internal static class TestMessages
{
    public const string FileEmpty = "The file is empty.";

    public const string FileTooLarge = "The file has more than 200,000 values, those of aliases counted.";

    public const string SeveralDocuments = "The file holds several YAML documents. Write all test cases into one.";

    public const string KeyNoText = "The key of a map must be a text.";

    public const string YamlDamaged = "The YAML is damaged.";

    public const string YamlUnexpected = "A value is missing here.";

    public const string NoTests = "The file has no list 'tests' with a test case in it.";

    public const string Root = "The value";

    public static string FileInvalid(string source, string reason) => $"The test cases in '{source}' cannot be read. {reason}";

    public static string YamlAt(long line, long column, string reason)
        => string.Create(CultureInfo.InvariantCulture, $"Line {line}, column {column}: {reason}");

    public static string YamlTooDeep(int max)
        => string.Create(CultureInfo.InvariantCulture, $"Values are nested more than {max} levels deep.");

    public static string AnchorUnknown(string name) => $"The anchor '{name}' is not defined before this place.";

    public static string TagRefused(string tag) => $"The type tag '{tag}' is not allowed.";

    public static string MemberUnknown(string place, string name, string known) => $"{place}: '{name}' is not known; known are {known}.";

    public static string MemberTwice(string place) => $"{place} is given twice.";

    public static string AssumptionInvalid(string place, string value)
        => $"{place} must be true or false, or a number where the assumption is one (was '{value}').";

    public static string YamlTab(int line) => string.Create(
        CultureInfo.InvariantCulture, $"Line {line}: tabs cannot indent YAML. Use blanks.");

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

    public static string EndingDiffers(string expected, string actual, string action, string reason)
        => $"The ending must be '{expected}' (was '{actual}' at {action}).{(reason.Length > 0 ? " " + reason : null)}";

    public static string NeedsStub(string action, string reason) => $"The call cannot continue at {action}. {reason}";

    public static string SkillDiffers(string expected, string actual) => $"The skill must be '{expected}' (was '{actual}').";

    public static string TargetDiffers(string expected, string actual) => $"The target must be '{expected}' (was '{actual}').";

    public static string NotVisited(string action) => $"The call must visit '{action}', and did not.";

    public static string Visited(string action) => $"The call must not visit '{action}', and did.";

    public static string PromptMissing(string pattern) => $"No prompt matches '{pattern}', in the order of the test case.";

    public static string PromptHeard(string pattern, string prompt) => $"No prompt may match '{pattern}' ('{prompt}' does).";

    public static string VariableDiffers(string name, string expected, string actual)
        => $"The variable '{name}' must be '{expected}' (was '{actual}').";

    public static string TooLong(decimal expected, decimal actual)
        => string.Create(CultureInfo.InvariantCulture, $"The call must take at most {expected} simulated seconds (was {actual}).");

    public static string RanOutOfInput(int given)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"'when' has {given} {(given == 1 ? "input" : "inputs")}, and the script asked for more; silence was used.");

    public static string NeverReached(string ending, string path, string action)
        => $"No path may end as '{ending}'. This one does, at {action}: {path}.";

    public static string OnlyReached(string ending, string path, string action)
        => $"A path ends as '{ending}', which is not among the expected endings, at {action}: {path}.";

    public static string SkillNotReached(string skill) => $"No path reaches the skill '{skill}'.";

    public static string Truncated(int states)
        => string.Create(CultureInfo.InvariantCulture,
            $"The exploration stopped after {states} states. Choose a smaller depth, fewer keys, or a higher maxStates.");

    public static string Action(string type, int id, string caption)
        => string.Create(CultureInfo.InvariantCulture, $"{type} {id} '{caption}'");

    public static string Path(IEnumerable<string> choices, IEnumerable<string> inputs)
        => string.Join(' ', choices.Select(exit => exit.Length == 0 ? "(Default)" : $"({exit})")
            .Concat(inputs.Select(input => input == "timeout" ? "silence" : $"\u2018{input}\u2019"))
            .DefaultIfEmpty("every call"));
}
