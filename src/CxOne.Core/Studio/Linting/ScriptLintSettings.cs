using System.Text.Json;
using CxOne.Errors;
using CxOne.Studio.Reading;

namespace CxOne.Studio.Linting;

/// <summary>The settings of the linter, as a repository keeps them beside its scripts.</summary>
public sealed record ScriptLintSettings
{
    /// <summary>Gets the settings without a file.</summary>
    public static ScriptLintSettings Default { get; } = new();

    /// <summary>Gets the severities that replace those of the rules, by rule id.</summary>
    public IReadOnlyDictionary<string, string> Rules { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets what is silenced.</summary>
    public IReadOnlyList<ScriptLintSilence> Silenced { get; init; } = [];

    /// <summary>Gets the names of variables that something outside the scripts sets.</summary>
    public IReadOnlySet<string> Variables { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Reads a settings file: <c>{"rules": {"CXS018": "off"}, "silence": [{"rule": "CXS007", "script": "DEMO\\Front", "action": 42,
    /// "reason": "…"}], "variables": ["crmId"]}</c>. Every member may be absent.
    /// </summary>
    /// <param name="json">The file, UTF-8.</param>
    /// <param name="source">Name of the file, for messages.</param>
    /// <exception cref="CxException">The file breaks the rules of its format (<c>ScriptLintSettingInvalid</c>); all faults
    /// together.</exception>
    public static ScriptLintSettings Read(ReadOnlyMemory<byte> json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(
                Utf8Text.WithoutMark(json),
                    new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return new LintSettingsReader(source).Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new CxException(
                CxErrors.ScriptLintSettingInvalid, LintMessages.SettingsNotJson(source, JsonFault.Reason(exception)), source, exception);
        }
    }

    internal string? Severity(string rule) => Rules.TryGetValue(rule, out var severity) ? severity : null;

    internal bool IsSilenced(ScriptLintFinding finding)
        => Silenced.Any(silence => silence.Rule.Equals(finding.Rule, StringComparison.OrdinalIgnoreCase)
            && (silence.ActionId is null || silence.ActionId == finding.ActionId)
            && (silence.Script.Length == 0
                || silence.Script.Equals(finding.Script, StringComparison.OrdinalIgnoreCase)
                || silence.Script.Equals(ScriptNames.Leaf(finding.Script), StringComparison.OrdinalIgnoreCase)));
}
