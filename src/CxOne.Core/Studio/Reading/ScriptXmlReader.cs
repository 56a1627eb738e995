using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Model;

namespace CxOne.Studio.Reading;

/// <summary>
/// Reads the XML of Desktop Studio and of its clipboard. It stores properties by place and spreads a list at its end; the catalogue gives
/// the names. The three kinds of exits are those of the JSON.
/// </summary>
internal static class ScriptXmlReader
{
    public static StudioScript Read(ReadOnlyMemory<byte> content, string fileName, ActionCatalogue catalogue)
    {
        var root = Load(content, fileName);
        List<ScriptReadNote> notes = [];
        List<ScriptAction> actions = [];
        foreach (var element in root.DescendantsAndSelf().Where(element => element.Name.LocalName == "ActionStruct"))
        {
            if (Whole(element, "ActionID") is { } id)
            {
                actions.Add(Action(id, element, catalogue, notes));
            }
            else
            {
                notes.Add(new ScriptReadNote(null, StudioMessages.ActionWithoutId(Text(element, "Action"))));
            }
        }

        return actions.Count > 0
            ? new StudioScript(Header(root, actions), actions)
            {
                FileName = Path.GetFileNameWithoutExtension(fileName),
                Source = ScriptSource.Xml,
                Notes = notes,
            }
            : throw ScriptReader.Unreadable(fileName, StudioMessages.WithoutActions);
    }

    private static XElement Load(ReadOnlyMemory<byte> content, string fileName)
    {
        try
        {
            using var stream = new MemoryStream(content.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = ScriptReader.MaxBytes,
            });
            while (reader.Read())
            {
                if (reader.Depth > ScriptReader.MaxDepth)
                {
                    throw ScriptReader.Unreadable(fileName, StudioMessages.XmlTooDeep(ScriptReader.MaxDepth));
                }
            }

            stream.Position = 0;
            using var again = XmlReader.Create(
                stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(again).Root!;
        }
        catch (XmlException exception)
        {
            throw ScriptReader.Unreadable(fileName, StudioMessages.NotXml(exception.Message), exception);
        }
    }

    private static ScriptHeader Header(XElement root, List<ScriptAction> actions)
    {
        var library = root.Elements().FirstOrDefault(element => element.Name.LocalName == "LibraryItem");
        var name = library is null ? string.Empty : Text(library, "ImplPath") is { Length: > 0 } path ? path : Text(library, "Name");
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal)
        {
            ["nextActionId"] = Number(actions.Max(action => action.Id) is var last and < int.MaxValue ? last + 1 : int.MaxValue),
        };
        if (name.Length > 0)
        {
            members["scriptName"] = String(name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name);
        }

        if ((Whole(root, "MediaType") ?? (library is null ? null : Whole(library, "MediaType"))) is { } media)
        {
            members["mediaType"] = Number(media);
        }

        return new ScriptHeader { Members = members };
    }

    private static ScriptAction Action(int id, XElement element, ActionCatalogue catalogue, List<ScriptReadNote> notes)
    {
        var name = Text(element, "Action");
        var libraryId = Text(element, "LibraryID");
        if (name.Length == 0)
        {
            notes.Add(new ScriptReadNote(id, StudioMessages.ActionWithoutName));
        }

        return new ScriptAction
        {
            Id = id,
            Name = name,
            Caption = Text(element, "Caption") is { Length: > 0 } caption ? caption : name,
            LibraryId = libraryId,
            ImplType = Text(element, "Impl_Type") is { Length: > 0 } type ? type : "0",
            DependencyOrder = Text(element, "DependencyOrder"),
            Properties = Properties(element, catalogue.Find(libraryId, name)),
            Branches = Branches(id, element, notes),
            Layout = Layout(element),
        };
    }

    private static List<ScriptProperty> Properties(XElement element, ActionDefinition? definition)
    {
        List<string> values = [.. Children(element, "Parameters").SelectMany(list => list.Elements()).Select(value => value.Value)];
        List<ScriptProperty> properties = [];
        for (var place = 0; place < values.Count; place++)
        {
            var known = definition is not null && place < definition.Properties.Count ? definition.Properties[place] : null;
            if (known is { IsList: true })
            {
                properties.Add(new ScriptProperty(known.Name, string.Join('\n', values[place..])) { Items = values[place..] });
                break;
            }

            properties.Add(new ScriptProperty(known?.Name ?? place.ToString(CultureInfo.InvariantCulture), values[place]));
        }

        return properties;
    }

    private static List<ScriptBranch> Branches(int id, XElement element, List<ScriptReadNote> notes)
    {
        List<ScriptBranch> branches = [];
        foreach (var exit in Children(element, "DefaultNextAction"))
        {
            // Older files hold the number itself.
            Add(exit, exit.HasElements ? Text(exit, "ActionID") : exit.Value, BranchKind.Default);
        }

        foreach (var exit in Children(element, "Cases").SelectMany(list => list.Elements()))
        {
            Add(exit, Text(exit, "ActionID"), BranchKind.Free);
        }

        foreach (var exit in Children(element, "Branches").SelectMany(list => list.Elements()))
        {
            Add(exit, Text(exit, "ActionID"), BranchKind.Named);
        }

        return branches;

        void Add(XElement exit, string target, BranchKind kind)
        {
            if (!int.TryParse(target.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var to))
            {
                if (target.Trim().Length > 0)
                {
                    notes.Add(new ScriptReadNote(id, StudioMessages.BranchWithoutTarget));
                }
            }
            else if (to != -1)
            {
                var label = kind == BranchKind.Default ? string.Empty : Text(exit, "Text");
                branches.Add(new ScriptBranch(to, label, kind, Whole(exit, "Index") ?? 0));
            }
        }
    }

    private static Dictionary<string, JsonElement> Layout(XElement element)
    {
        Dictionary<string, JsonElement> layout = new(StringComparer.Ordinal);
        foreach (var (name, member) in new[] { ("X", "x"), ("Y", "y"), ("xws", "xws"), ("yws", "yws") })
        {
            if (Whole(element, name) is { } place)
            {
                layout[member] = Number(place);
            }
        }

        return layout;
    }

    private static IEnumerable<XElement> Children(XElement element, string name)
        => element.Elements().Where(child => child.Name.LocalName == name);

    private static string Text(XElement element, string name) => Children(element, name).FirstOrDefault()?.Value ?? string.Empty;

    private static int? Whole(XElement element, string name)
        => int.TryParse(Text(element, name).Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : null;

    private static JsonElement Number(int value) => JsonSerializer.SerializeToElement(value, StudioJson.Default.Int32);

    private static JsonElement String(string value) => JsonSerializer.SerializeToElement(value, StudioJson.Default.String);
}
