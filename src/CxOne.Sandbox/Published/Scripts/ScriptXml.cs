using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>
/// Writes a script as Desktop Studio stores it. Properties have no names there, only places; the items of a list follow at the end.
/// </summary>
internal static class ScriptXml
{
    public static byte[] Write(StoredScript script, ScriptVersion version, int businessUnitId)
    {
        using var document = JsonDocument.Parse(ScriptContent.Of(version).Utf8);
        var content = document.RootElement;
        var root = new XElement(
            "ScriptContainer",
            new XAttribute("BusNo", businessUnitId),
            new XElement("Actions", content.GetProperty("actions").EnumerateObject().Select(action => Action(content, action))),
            new XElement(
                "LibraryItem",
                new XElement("LibraryID", script.LibraryId.ToString("D")),
                new XElement("Name", script.ScriptName),
                new XElement("MediaType", script.MediaTypeId),
                new XElement("ImplPath", script.ScriptName)),
            new XElement("MediaType", script.MediaTypeId),
            new XElement("ModifyDate", version.ModifyDate.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)));
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            Indent = true,
            // Keeps the line ends of snippets; JSON may contain characters that XML does not allow.
            NewLineHandling = NewLineHandling.Entitize,
            CheckCharacters = false,
        };
        using (var writer = XmlWriter.Create(stream, settings))
        {
            root.Save(writer);
        }

        return stream.ToArray();
    }

    private static XElement Action(JsonElement content, JsonProperty entry)
    {
        var action = entry.Value;
        var exits = content.GetProperty("branches").TryGetProperty(entry.Name, out var branches) ? branches.EnumerateArray().ToList() : [];
        return new XElement(
            "ActionStruct",
            new XElement("ActionID", entry.Name),
            new XElement("Action", Text(action, "name")),
            new XElement("Caption", Text(action, "label")),
            new XElement("Parameters", Values(content, entry.Name).Select(value => new XElement("string", value))),
            exits.Where(exit => Text(exit, "type") == "default").Select(exit => Exit("DefaultNextAction", exit)),
            new XElement("Branches", exits.Where(exit => Text(exit, "type") == "branch").Select(exit => Exit("BranchStruct", exit))),
            new XElement("Cases", exits.Where(exit => Text(exit, "type") == "custom").Select(exit => Exit("BranchStruct", exit))),
            new XElement("X", Text(action, "x")),
            new XElement("Y", Text(action, "y")),
            new XElement("DependencyOrder", Text(action, "dependencyOrder")),
            new XElement("Impl_Type", Text(action, "implType")),
            new XElement("LibraryID", Text(action, "libraryId")));
    }

    private static XElement Exit(string name, JsonElement exit) => new(
        name,
        new XElement("Text", Text(exit, "label")),
        new XElement("ActionID", Text(exit, "to")),
        new XElement("Index", Text(exit, "index")));

    private static IEnumerable<string> Values(JsonElement content, string id)
    {
        if (!content.GetProperty("properties").TryGetProperty(id, out var properties))
        {
            return [];
        }

        return properties.EnumerateObject()
            .OrderBy(property => int.Parse(property.Name, CultureInfo.InvariantCulture))
            .Select(property => property.Value.GetProperty("value"))
            .SelectMany(value => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value])
            .Select(value => value.GetString()!);
    }

    private static string Text(JsonElement element, string member)
    {
        var value = element.GetProperty(member);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }
}
