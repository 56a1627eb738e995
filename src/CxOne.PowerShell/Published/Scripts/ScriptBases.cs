using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Studio;
using CxOne.Published;
using CxOne.Studio.Catalogue;

namespace CxOne.PowerShell.Published;

/// <summary>Reads the version that a file is based on: an object of the tenant with its body, or a file of that version.</summary>
internal static class ScriptBases
{
    /// <param name="cmdlet">The cmdlet, which resolves paths.</param>
    /// <param name="value">A script or a version of the tenant, or the path of a file.</param>
    /// <param name="catalogue">The action types.</param>
    /// <exception cref="CxException">The value is neither, or the file cannot be read.</exception>
    public static ScriptBase Read(PSCmdlet cmdlet, object value, ActionCatalogue catalogue)
    {
        var bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        return bare switch
        {
            TenantScript { Script: { } script } => ScriptBase.Of(script, PublishedCmdletMessages.BaseRead),
            TenantScriptVersion { Script: { } script } version
                => ScriptBase.Of(script, PublishedCmdletMessages.BaseVersion(version.ScriptId)),
            string path => ScriptBase.Of(
                ScriptFiles.Script(ScriptFiles.Resolve(cmdlet, path, "Base"), catalogue).Script, PublishedCmdletMessages.BaseFile(path)),
            _ => throw new CxValidationException([PublishedCmdletMessages.BaseInvalid], value),
        };
    }
}
