using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Reports;

namespace CxOne.PowerShell.Reports;

/// <summary>The file that a cmdlet writes a page to. Wildcards in its name are taken as they stand.</summary>
internal static class PageFile
{
    /// <summary>The full path.</summary>
    /// <exception cref="CxValidationException">The path is not one of the file system.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem"
            ? full
            : throw new CxValidationException([$"'{path}' is a path of {provider.Name}; a page is written to a file."], path);
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

    /// <summary>Writes the page, and passes the file on where that is asked for.</summary>
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

        cmdlet.WriteVerbose($"{fullPath} is written.");
        if (passThru)
        {
            // As Get-Item gives it, so that it looks like any other file in pwsh.
            cmdlet.WriteObject(cmdlet.InvokeProvider.Item.Get([fullPath], force: true, literalPath: true), enumerateCollection: true);
        }
    }
}
