using System.Management.Automation;
using System.Management.Automation.Host;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>A question that no preference answers; only -Confirm:$false skips it.</summary>
internal static class Confirmation
{
    /// <summary>Asks the user, unless ShouldProcess has asked already.</summary>
    /// <param name="cmdlet">The cmdlet; its ShouldProcess has returned <see langword="true"/>.</param>
    /// <param name="query">The question.</param>
    /// <param name="caption">The title of the question.</param>
    /// <param name="refusal">The error for a session that cannot ask.</param>
    /// <returns>Whether the user has agreed.</returns>
    /// <exception cref="CxException">The session cannot ask.</exception>
    public static bool Ask(CxCmdlet cmdlet, string query, string caption, Func<CxException> refusal)
    {
        if (cmdlet.MyInvocation.BoundParameters.ContainsKey("Confirm") || AsksByPreference(cmdlet))
        {
            return true;
        }

        if (CanAsk(cmdlet))
        {
            try
            {
                return cmdlet.ShouldContinue(query, caption);
            }
            catch (Exception exception) when (IsWithoutUser(exception))
            {
                // The host has no user who could answer.
            }
        }

        throw refusal();
    }

    /// <summary>Whether a user may be there. A console whose input is redirected reads the answer from a file, or finds none.</summary>
    public static bool CanAsk(CxCmdlet cmdlet) => cmdlet.Host?.Name != "ConsoleHost" || !Console.IsInputRedirected;

    /// <summary>Whether a host that was to ask has reported that it cannot.</summary>
    public static bool IsWithoutUser(Exception exception)
        => exception is HostException or PSInvalidOperationException or NotImplementedException;

    /// <summary>Whether ShouldProcess asks because of $ConfirmPreference.</summary>
    private static bool AsksByPreference(CxCmdlet cmdlet)
        => cmdlet.GetType().GetCustomAttributes(typeof(CmdletAttribute), inherit: false) is [CmdletAttribute { ConfirmImpact: var impact }]
            && LanguagePrimitives.TryConvertTo<ConfirmImpact>(cmdlet.GetVariableValue("ConfirmPreference"), out var preference)
            && preference != ConfirmImpact.None
            && impact >= preference;
}
