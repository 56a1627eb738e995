using CxOne.Studio.Model;

namespace CxOne.Studio.Reading;

/// <summary>
/// Writes scripts: the module's own file format, for repositories, and the form that the tenant's API takes. The same script gives the same
/// bytes on every machine: UTF-8 without a byte order mark, line feeds, two spaces, members in a fixed order, actions in order of their id.
/// </summary>
public static class ScriptWriter
{
    /// <summary>The name and version of the file format, its first member.</summary>
    public const string Format = "cxone-script/1";

    /// <summary>
    /// Writes the module's own file. Ids of the tenant, locks and timestamps are left out, the layout is kept apart at the end, texts of
    /// several lines are written line by line, and every member that the module does not know is kept.
    /// </summary>
    /// <param name="script">The script.</param>
    public static byte[] WriteFile(StudioScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return ScriptFileWriter.Write(script);
    }

    /// <summary>
    /// Writes the body of <c>POST /scripts</c>: <c>{"scriptContent": {header, actions, properties, branches}}</c>. Each action gets the
    /// four numbers of its place, because the tenant refuses an action without them.
    /// </summary>
    /// <param name="script">The script.</param>
    public static byte[] WriteContent(StudioScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return ScriptContentWriter.Write(script);
    }
}
