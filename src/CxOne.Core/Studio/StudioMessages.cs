using System.Globalization;

namespace CxOne.Studio;

/// <summary>The sentences of the Studio area's reader.</summary>
internal static class StudioMessages
{
    public const string FileEmpty = "The file is empty.";

    public const string NeitherJsonNorXml = "The file is neither JSON nor XML.";

    public const string RootIsNoObject = "The file holds no JSON object.";

    public const string WithoutActions = "The file holds no actions of a script.";

    public const string WithoutHeader = "The script has no header.";

    public const string ActionWithoutName = "The action has no name; its type is unknown.";

    public const string BranchWithoutTarget = "A branch has no number of a target action; it is ignored.";

    public static string Unreadable(string file, string reason) => $"'{file}' cannot be read as a Studio script. {reason}";

    public static string FileTooLarge(long length, long max)
        => string.Create(CultureInfo.InvariantCulture, $"The file has {length} bytes; at most {max} are read.");

    public static string NotJson(string reason) => $"The JSON is damaged: {reason}";

    public static string NotXml(string reason) => $"The XML is damaged: {reason}";

    public static string XmlTooDeep(int max)
        => string.Create(CultureInfo.InvariantCulture, $"Its XML elements are nested more than {max} levels deep.");

    public static string FormatUnknown(string format, string known)
        => $"Its format is '{format}'; this version of the module reads '{known}'.";

    public static string ActionIsNoObject(string key) => $"The entry '{key}' of the actions is no object; it is ignored.";

    public static string ActionWithoutId(string name) => $"The action '{name}' has no numeric id; it is ignored.";

    public static string ActionIdDiffers(int key, int own)
        => string.Create(CultureInfo.InvariantCulture, $"The action is stored under {key} but names itself {own}; {key} is used.");

    public static string PropertyWithoutName(string place) => $"The property at place {place} has no name; it is ignored.";

    public static string PropertyIsObject(string name) => $"The value of the property '{name}' is an object; its JSON is used as text.";

    public static string BranchKindUnknown(string kind, string label)
        => $"The branch '{label}' has the unknown type '{kind}'; it is read as a named exit, or as Default if it has no label.";

    public static string PartsOfNoAction(int id)
        => string.Create(CultureInfo.InvariantCulture,
            $"Properties or branches belong to action {id}, which does not exist; they are ignored.");

    public static string KeyIsNoId(string part, string key) => $"The entry '{key}' of '{part}' is no id of an action; it is ignored.";

    public static string PartMissing(string part) => $"The part '{part}' is missing or is no object.";

    public static string CatalogueNotJson(string source, string reason) => $"The action catalogue '{source}' is not JSON: {reason}";

    public static string CatalogueWithoutAction(string source) => $"The action catalogue '{source}' holds no action with a name.";
}
