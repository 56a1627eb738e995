using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Reports;

namespace CxOne.PowerShell.Reports;

/// <summary>The file to which a cmdlet writes a page. Wildcards in its name are literal.</summary>
internal static class PageFile
{
    /// <summary>Returns the full path.</summary>
    /// <exception cref="CxValidationException">The path is not in the file system.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem"
            ? full
            : throw new CxValidationException([ReportsCmdletMessages.NotFileSystem(path, provider.Name)], path);
    }

    /// <summary>
    /// Asks whether the page is to be written. What can be checked is checked first, so that -WhatIf shows no file that would be refused.
    /// </summary>
    public static bool ShouldWrite(CxCmdlet cmdlet, string fullPath, string what, bool noClobber, bool force)
    {
        try
        {
            ReportFile.Check(fullPath, noClobber, force);
        }
        catch (CxException exception)
        {
            cmdlet.WriteError(ErrorRecords.From(exception, fullPath));
            return false;
        }

        return cmdlet.ShouldProcess(fullPath, what);
    }

    /// <summary>Writes the page, and optionally writes the file to the pipeline.</summary>
    public static void Write(CxCmdlet cmdlet, string fullPath, string html, bool noClobber, bool force, bool passThru)
    {
        try
        {
            ReportFile.Write(fullPath, html, noClobber, force);
        }
        catch (CxException exception)
        {
            cmdlet.WriteError(ErrorRecords.From(exception, fullPath));
            return;
        }

        cmdlet.WriteVerbose(ReportsCmdletMessages.Written(fullPath));
        if (passThru)
        {
            // As Get-Item returns it, so that it is displayed like any other file.
            cmdlet.WriteObject(cmdlet.InvokeProvider.Item.Get([fullPath], force: true, literalPath: true), enumerateCollection: true);
        }
    }
}
