using System.Globalization;
using System.Text.Json;
using CxOne.Errors;

namespace CxOne.Studio.Catalogue;

/// <summary>Reads action types from JSON, in the tenant's form or in the module's, which has a few members more.</summary>
internal static class CatalogueReader
{
    public static IReadOnlyList<ActionDefinition> Read(ReadOnlyMemory<byte> json, string source, ActionCatalogue? builtIn)
    {
        try
        {
            using var document = JsonDocument.Parse(
                Utf8Text.WithoutMark(json),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            List<ActionDefinition> definitions = [.. Entries(document.RootElement)
                .Where(entry => entry.ValueKind == JsonValueKind.Object && Text(entry, "name") is { Length: > 0 })
                .Select(entry => Definition(entry, builtIn))];
            return definitions.Count > 0
                ? definitions
                : throw new CxException(CxErrors.ScriptCatalogInvalid, StudioMessages.CatalogueWithoutAction(source), source);
        }
        catch (JsonException exception)
        {
            throw new CxException(
                CxErrors.ScriptCatalogInvalid, StudioMessages.CatalogueNotJson(source, JsonFault.Reason(exception)), source, exception);
        }
    }

    private static IEnumerable<JsonElement> Entries(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root.EnumerateArray(),
        JsonValueKind.Object when root.TryGetProperty("actions", out var actions) && actions.ValueKind == JsonValueKind.Array
            => actions.EnumerateArray(),
        JsonValueKind.Object => [root],
        _ => [],
    };

    private static ActionDefinition Definition(JsonElement entry, ActionCatalogue? builtIn)
    {
        var name = Text(entry, "name")!.Trim();
        var id = Guid.TryParse(Text(entry, "id"), out var guid) ? guid : (Guid?)null;
        var known = builtIn?.Find(Text(entry, "id"), name);
        var branches = entry.TryGetProperty("branches", out var value) && value.ValueKind == JsonValueKind.Object ? value : default;
        var hasOwnMembers = entry.TryGetProperty("category", out _);
        return new ActionDefinition
        {
            Id = id,
            Name = name.ToUpperInvariant(),
            Alias = Text(entry, "alias") is { Length: > 0 } alias && !alias.Equals(name, StringComparison.OrdinalIgnoreCase) ? alias : null,
            Version = (int)(Number(entry, "version") ?? 1),
            Category = Enum.TryParse<ActionCategory>(Text(entry, "category"), ignoreCase: true, out var category)
                ? category
                : known?.Category ?? GuessCategory(name),
            Confidence = Text(entry, "confidence") ?? string.Empty,
            Media = Text(entry, "media") ?? known?.Media ?? "any",
            IsStart = Flag(entry, "isStart") ?? known?.IsStart ?? false,
            IsEnd = (known?.IsEnd ?? false) || (Flag(entry, "isEnd") ?? false),

            // What neither file nor module knows anything about gets its outcome from outside the script.
            IsExternal = Flag(entry, "external") ?? known?.IsExternal ?? !hasOwnMembers,
            HasDefault = Flag(branches, "default") ?? known?.HasDefault ?? true,
            HasFreeBranches = Flag(branches, "case") ?? known?.HasFreeBranches ?? false,
            Branches = Branches(branches),
            Properties = Properties(entry, known),
        };
    }

    private static ActionCategory GuessCategory(string name)
        => name.StartsWith("ON", StringComparison.OrdinalIgnoreCase) ? ActionCategory.Event : ActionCategory.Other;

    private static IReadOnlyList<ActionBranch> Branches(JsonElement branches)
        => branches.ValueKind == JsonValueKind.Object
            && branches.TryGetProperty("branch", out var list)
            && list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray()
                    .Where(branch => Text(branch, "name") is { Length: > 0 })
                    .Select((branch, place) => new ActionBranch(Text(branch, "name")!, (int)(Number(branch, "index") ?? place)))
                    .OrderBy(branch => branch.Index)]
                : [];

    private static IReadOnlyList<ActionProperty> Properties(JsonElement entry, ActionDefinition? known)
    {
        if (!entry.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return known?.Properties ?? [];
        }

        return [.. properties.EnumerateObject()
            .Where(member => member.Value.ValueKind == JsonValueKind.Object)
            .OrderBy(member => int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                ? place
                : int.MaxValue)
            .Select(member => Property(member.Value, known))];
    }

    private static ActionProperty Property(JsonElement property, ActionDefinition? known)
    {
        var name = Text(property, "name") ?? string.Empty;
        var same = known?.Property(name);
        return new ActionProperty(
            name,
            Text(property, "defaultValue") ?? string.Empty,
            Flag(property, "output") ?? same?.IsOutput ?? false,
            Flag(property, "list") ?? same?.IsList ?? false,
            Flag(property, "expression") ?? same?.IsExpression ?? false,
            Flag(property, "documentation") ?? same?.IsDocumentation ?? name is "Phrase" or "Comments");
    }

    private static string? Text(JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    private static double? Number(JsonElement json, string name)
        => double.TryParse(Text(json, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < int.MaxValue
            ? number
            : null;

    private static bool? Flag(JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
                _ => null,
            }
            : null;
}
