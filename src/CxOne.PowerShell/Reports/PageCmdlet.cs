using System.Management.Automation;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Reports;

/// <summary>
/// Base class of cmdlets that read from a tenant and write a page to a file. Each cmdlet declares <c>-Path</c>, because not all require it.
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

    /// <summary>Writes the page to a file.</summary>
    private protected void WritePage(string fullPath, string html) => PageFile.Write(this, fullPath, html, NoClobber, Force, PassThru);
}
