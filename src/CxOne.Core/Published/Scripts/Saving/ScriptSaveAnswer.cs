using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Http;
using CxOne.Merge;
using CxOne.Studio.Model;

namespace CxOne.Published;

/// <summary>
/// The answer to a save: the id of the new version and the findings of the tenant's check, which are the same in a confirmation and in a
/// refusal. Source: NICE's API description; totals and flags may be texts.
/// </summary>
internal sealed record ScriptSaveAnswer
{
    private const int MostFindings = 500;

    /// <summary>The id of the version that was saved; <see langword="null"/> if the answer does not name it.</summary>
    public int? MasterId { get; init; }

    public IReadOnlyList<ScriptSaveFinding> Findings { get; init; } = [];

    /// <summary>Reads an answer. One that has another form gives no findings: whether the script was saved is read from the
    /// tenant.</summary>
    /// <param name="body">The body of the answer.</param>
    /// <param name="script">The script that was sent, which knows the captions of its actions.</param>
    /// <param name="scrubber">Removes secrets from the tenant's texts.</param>
    public static ScriptSaveAnswer Read(ReadOnlyMemory<byte> body, StudioScript script, SecretScrubber scrubber)
    {
        JsonObject root;
        try
        {
            root = JsonFields.Parse(body.Span);
        }
        catch (JsonException)
        {
            return new ScriptSaveAnswer();
        }

        var results = (MemberTable.Find(MemberTable.Find(root, "resultSet") as JsonObject ?? root, "results") as JsonArray)?
            .OfType<JsonObject>().ToList() ?? [];
        return new ScriptSaveAnswer
        {
            MasterId = results.Select(result => Number(MemberTable.Text(result, "masterId"))).FirstOrDefault(id => id is > 0),
            Findings =
            [
                .. results.SelectMany(result => OfActions(result, script, scrubber)).Take(MostFindings),
            ],
        };
    }

    private static IEnumerable<ScriptSaveFinding> OfActions(JsonObject result, StudioScript script, SecretScrubber scrubber)
        => MemberTable.Find(result, "error_code") is JsonObject code
            && MemberTable.Find(code, "details") is JsonObject details
            && MemberTable.Find(details, "actions") is JsonObject actions
                ? actions.SelectMany(action => action.Value is JsonObject findings
                    ? Of(action.Key, findings, "errors", true, script, scrubber)
                        .Concat(Of(action.Key, findings, "warnings", false, script, scrubber))
                    : [])
                : [];

    private static IEnumerable<ScriptSaveFinding> Of(
        string actionId, JsonObject findings, string list, bool isError, StudioScript script, SecretScrubber scrubber)
    {
        var id = Number(actionId);
        var action = id is { } number ? script.Find(number) : null;
        return (MemberTable.Find(findings, list) as JsonArray ?? []).Select(entry => new ScriptSaveFinding
        {
            ActionId = id,
            ActionType = action?.Name ?? scrubber.ToSafeExcerpt(MemberTable.Text(findings, "actionType")) ?? string.Empty,
            Caption = action?.Caption ?? string.Empty,
            Key = scrubber.ToSafeExcerpt(entry is JsonObject members ? MemberTable.Text(members, "key") : entry?.ToString())
                ?? ScriptWriteMessages.FindingWithoutText,
            IsError = isError,
        });
    }

    private static int? Number(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
