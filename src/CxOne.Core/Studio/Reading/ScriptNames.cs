using System.Globalization;
using System.Text;

namespace CxOne.Studio.Reading;

/// <summary>Names of scripts (<c>PROD\Main</c>) and of the files that hold them (<c>PROD/Main.json</c>).</summary>
public static class ScriptNames
{
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

    /// <summary>
    /// Returns the path of a script's file below the folder of scripts, with forward slashes. Characters that a file system refuses, and
    /// those that would change the path, are escaped as <c>%XX</c>.
    /// </summary>
    /// <param name="scriptName">The name with its folders, separated by backslashes.</param>
    public static string ToRelativePath(string scriptName)
    {
        ArgumentNullException.ThrowIfNull(scriptName);
        return ToPath(scriptName) + ".json";
    }

    /// <summary>Returns the path of a name of the tenant, escaped in the same way and without an extension of its own.</summary>
    internal static string ToPath(string name) => string.Join('/', name.Split('\\').Select(Escape));

    /// <summary>
    /// Returns the name of the script that a file below the folder of scripts holds, from the file's path. A name in the file wins over it.
    /// </summary>
    /// <param name="relativePath">The path, with slashes of either kind.</param>
    public static string FromRelativePath(string relativePath)
    {
        ArgumentNullException.ThrowIfNull(relativePath);
        var path = relativePath.Replace('\\', '/');
        var dot = path.LastIndexOf('.');
        return string.Join('\\', (dot > path.LastIndexOf('/') ? path[..dot] : path)
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(Uri.UnescapeDataString));
    }

    /// <summary>Returns the name without its folders.</summary>
    /// <param name="scriptName">The name.</param>
    public static string Leaf(string scriptName)
    {
        ArgumentNullException.ThrowIfNull(scriptName);
        return scriptName[(scriptName.LastIndexOf('\\') + 1)..];
    }

    /// <summary>Returns the folders of a name, separated by backslashes; empty for a script at the root.</summary>
    /// <param name="scriptName">The name.</param>
    public static string Folder(string scriptName)
    {
        ArgumentNullException.ThrowIfNull(scriptName);
        return scriptName.LastIndexOf('\\') is var end and >= 0 ? scriptName[..end] : string.Empty;
    }

    /// <summary>
    /// Resolves the name that RUNSUB, RUNSCRIPT or SPAWN holds against the script that runs: <c>..\</c> leads one folder up, a name that
    /// begins with a backslash starts at the root.
    /// </summary>
    /// <param name="from">The name of the running script.</param>
    /// <param name="target">The name in the action.</param>
    /// <returns>The full name that the target has in the folder of the running script.</returns>
    public static string Resolve(string from, string target)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(target);
        var name = target.Trim().Replace('/', '\\');
        List<string> folders = name.StartsWith('\\') ? [] : [.. from.Split('\\').SkipLast(1)];
        foreach (var part in name.Split('\\', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (folders.Count > 0)
                {
                    folders.RemoveAt(folders.Count - 1);
                }
            }
            else if (part != ".")
            {
                folders.Add(part);
            }
        }

        return string.Join('\\', folders);
    }

    private static string Escape(string part)
    {
        if (part.Length == 0)
        {
            // Two separators in a row, or one at the start, would lead to the root of the file system.
            return "%5C";
        }

        var text = new StringBuilder(part.Length);
        for (var place = 0; place < part.Length; place++)
        {
            var character = part[place];
            var isRefused = character is < ' ' or '<' or '>' or ':' or '"' or '/' or '|' or '?' or '*' or '%' or '\u007f'
                || (character is '.' or ' ' && place == part.Length - 1)
                || (character == '.' && place == 0);
            _ = isRefused ? text.Append(CultureInfo.InvariantCulture, $"%{(int)character:X2}") : text.Append(character);
        }

        // Windows reserves the names of devices, whatever the extension.
        var bare = part.Split('.')[0].TrimEnd('1', '2', '3', '4', '5', '6', '7', '8', '9');
        return Devices.Contains(bare, StringComparer.OrdinalIgnoreCase)
            ? string.Create(CultureInfo.InvariantCulture, $"%{(int)text[0]:X2}") + text.ToString(1, text.Length - 1)
            : text.ToString();
    }
}
