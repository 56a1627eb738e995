using System.Management.Automation;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Reports;
using CxOne.Reports;

namespace CxOne.PowerShell.Pacing;

/// <summary>Writes a chart of abandonment and utilization by ratio as a self-contained HTML page.</summary>
[ApiFamily]
[Cmdlet(VerbsData.Export, "CxPacingCurve", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportCxPacingCurveCommand : PacingCurveCmdlet
{
    private string _fullPath = string.Empty;

    [Parameter(Mandatory = true, Position = 0)]
    [Alias("FilePath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _fullPath = Guard(() => PageFile.Resolve(this, Path));

    /// <inheritdoc/>
    private protected override void Draw(PacingCurve curve)
    {
        if (PageFile.ShouldWrite(this, _fullPath, PacingCmdletMessages.WritePage, NoClobber, Force))
        {
            PageFile.Write(this, _fullPath, PacingCurvePage.ToHtml(curve, TimeProvider.System.GetUtcNow()), NoClobber, Force, PassThru);
        }
    }
}
