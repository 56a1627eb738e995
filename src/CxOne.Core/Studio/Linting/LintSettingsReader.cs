using System.Text.Json;
using CxOne.Errors;

namespace CxOne.Studio.Linting;

/// <summary>Reads the settings file; every fault in it is reported together with the others.</summary>
internal sealed class LintSettingsReader(string source)
{
    private readonly List<string> _violations = [];

    public ScriptLintSettings Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new CxException(CxErrors.ScriptLintSettingInvalid, LintMessages.SettingsNoObject(source), source);
        }

        Dictionary<string, string> rules = new(StringComparer.OrdinalIgnoreCase);
        List<ScriptLintSilence> silences = [];
        HashSet<string> variables = new(StringComparer.OrdinalIgnoreCase);
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name.ToLowerInvariant())
            {
                case "rules" when member.Value.ValueKind == JsonValueKind.Object:
                    ReadRules(member.Value, rules);
                    break;
                case "silence" when member.Value.ValueKind == JsonValueKind.Array:
                    silences.AddRange(member.Value.EnumerateArray().Select(ReadSilence).OfType<ScriptLintSilence>());
                    break;
                case "variables" when member.Value.ValueKind == JsonValueKind.Array:
                    variables.UnionWith(member.Value.EnumerateArray()
                        .Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!));
                    break;
                case "$schema":
                    break;
                default:
                    _violations.Add(LintMessages.SettingUnknown(member.Name));
                    break;
            }
        }

        return _violations.Count == 0
            ? new ScriptLintSettings { Rules = rules, Silenced = silences, Variables = variables }
            : throw new CxException(CxErrors.ScriptLintSettingInvalid, LintMessages.SettingsInvalid(source, _violations), source);
    }

    private void ReadRules(JsonElement json, Dictionary<string, string> rules)
    {
        foreach (var rule in json.EnumerateObject())
        {
            var severity = rule.Value.ValueKind == JsonValueKind.String ? rule.Value.GetString() : null;
            if (ScriptLintRules.Find(rule.Name) is null)
            {
                _violations.Add(LintMessages.RuleUnknown(rule.Name));
            }
            else if (ScriptLintSeverities.Rank(severity) < 0)
            {
                _violations.Add(LintMessages.SeverityInvalid(rule.Name, rule.Value.ToString()));
            }
            else
            {
                rules[rule.Name] = ScriptLintSeverities.Canonical(severity!);
            }
        }
    }

    private ScriptLintSilence? ReadSilence(JsonElement json)
    {
        var rule = Text(json, "rule");
        if (ScriptLintRules.Find(rule) is null)
        {
            _violations.Add(LintMessages.RuleUnknown(rule));
            return null;
        }

        int? action = null;
        if (json.TryGetProperty("action", out var id))
        {
            if (id.ValueKind != JsonValueKind.Number || !id.TryGetInt32(out var number))
            {
                _violations.Add(LintMessages.ActionInvalid(id.ToString()));
                return null;
            }

            action = number;
        }

        return new ScriptLintSilence(rule, Text(json, "script"), action, Text(json, "reason"));
    }

    private static string Text(JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : string.Empty;
}
