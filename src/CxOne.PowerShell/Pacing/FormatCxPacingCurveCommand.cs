using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;
using CxOne.PowerShell.Base;
using CxOne.Reports;

namespace CxOne.PowerShell.Pacing;

/// <summary>Draws a chart of abandonment and utilization by ratio with characters.</summary>
[ApiFamily]
[Cmdlet(VerbsCommon.Format, "CxPacingCurve")]
[OutputType(typeof(string))]
public sealed class FormatCxPacingCurveCommand : PacingCurveCmdlet
{
    private const int UsualWidth = 100;
    private const int WidestScreen = 120;

    [Parameter]
    [ValidateRange(PacingCurveText.MinimumWidth, 400)]
    [StrictNumber(IsWhole = true)]
    public int? Width { get; set; }

    [Parameter]
    [ValidateRange(6, 100)]
    [StrictNumber(IsWhole = true)]
    public int Height { get; set; } = 16;

    [Parameter]
    public SwitchParameter Ascii { get; set; }

    // Not the default, because a cmdlet cannot detect whether its output goes to a screen, a variable or a file.
    [Parameter]
    public SwitchParameter Color { get; set; }

    /// <inheritdoc/>
    private protected override void Draw(PacingCurve curve)
        => WriteObject(
            PacingCurveText.Draw(
                curve, Width ?? HostWidth(), Height, Color, Ascii || Console.OutputEncoding.CodePage != Encoding.UTF8.CodePage),
            enumerateCollection: true);

    private int HostWidth()
    {
        try
        {
            return Math.Clamp(
                Host.UI?.RawUI is { } screen && screen.BufferSize.Width > 0 ? screen.BufferSize.Width - 1 : UsualWidth,
                PacingCurveText.MinimumWidth,
                WidestScreen);
        }
        catch (HostException)
        {
            // The host has no screen, such as that of a runspace in an application.
            return UsualWidth;
        }
    }
}
