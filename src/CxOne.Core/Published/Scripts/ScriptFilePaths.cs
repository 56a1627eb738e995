using System.Text;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>
/// Gives each script of a tenant its file. Paths differ by more than case, because a file system may ignore it, and depend on the names
/// alone, so that the same tenant gives the same paths on every machine.
/// </summary>
internal static class ScriptFilePaths
{
    // These are files of the module beside the scripts; a reader of a folder passes over them.
    private static readonly string[] OtherFiles = [ScriptLockFile.FileName, "cxone.json"];
    private static readonly string[] OtherEndings = [".tests.json", ".lint.json", ".actions.json", ".hours.json"];

    /// <summary>Returns the path of each script below the folder, with forward slashes.</summary>
    /// <param name="names">The names of all scripts of the tenant, also of those that are not exported.</param>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> names)
    {
        Dictionary<string, string> paths = new(StringComparer.Ordinal);
        var groups = names.Distinct(StringComparer.Ordinal).Select(name => (Name: name, Path: Plain(name)))
            .GroupBy(script => script.Path, StringComparer.OrdinalIgnoreCase);
        foreach (var group in groups.Select(group => group.ToArray()))
        {
            foreach (var (name, path) in group)
            {
                paths[name] = group.Length == 1 ? path : WithoutUpperCase(path);
            }
        }

        return paths;
    }

    private static string Plain(string name)
    {
        var path = ScriptNames.ToRelativePath(name);
        var isOther = OtherFiles.Contains(path, StringComparer.OrdinalIgnoreCase)
            || OtherEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

        // The last dot before the extension is escaped; 'cxone' has none, so that its first letter is.
        var dot = path.LastIndexOf('.', path.Length - ".json".Length - 1);
        return !isOther ? path
            : dot >= 0 ? string.Concat(path.AsSpan(0, dot), "%2E", path.AsSpan(dot + 1))
            : $"%{(int)path[0]:X2}{path[1..]}";
    }

    private static string WithoutUpperCase(string path)
    {
        var text = new StringBuilder(path.Length);
        for (var place = 0; place < path.Length; place++)
        {
            if (path[place] == '%')
            {
                // What is escaped already.
                text.Append(path, place, 3);
                place += 2;
            }
            else if (char.IsUpper(path[place]))
            {
                foreach (var part in Encoding.UTF8.GetBytes([path[place]]))
                {
                    text.Append('%').Append(part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
                }
            }
            else
            {
                text.Append(path[place]);
            }
        }

        return text.ToString();
    }
}
