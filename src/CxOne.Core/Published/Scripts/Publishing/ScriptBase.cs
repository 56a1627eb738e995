namespace CxOne.Published;

/// <summary>The version of the tenant's script that a file is based on.</summary>
/// <param name="Hash">The fingerprint of that version, 64 hexadecimal digits.</param>
/// <param name="Source">Where the fingerprint comes from, for messages, such as the name of a lock file.</param>
public sealed record ScriptBase(string Hash, string Source)
{
    /// <summary>Returns the base that a script itself is.</summary>
    /// <param name="script">The script as it was read from the tenant.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    public static ScriptBase Of(Studio.Model.StudioScript script, string source) => new(ScriptFingerprint.Of(script), source);
}
