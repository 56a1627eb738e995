using System.Management.Automation;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Reports;

/// <summary>
/// The parameters of a cmdlet that reads from a tenant and writes a page to a file. <c>-Path</c> is the cmdlet's own: not all require it.
/// </summary>
public abstract class PageCmdlet : CxConnectedCmdlet
{
    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Asks whether the page is to be written, after the checks that need no write.</summary>
    private protected bool ShouldWrite(string fullPath, string what) => PageFile.ShouldWrite(this, fullPath, what, NoClobber, Force);

    /// <summary>Writes the page as the parameters say.</summary>
    private protected void WritePage(string fullPath, string html) => PageFile.Write(this, fullPath, html, NoClobber, Force, PassThru);
}
