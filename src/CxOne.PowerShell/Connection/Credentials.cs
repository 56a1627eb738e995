using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.PowerShell.Connection;

/// <summary>Reads client ids and secrets from the types of PowerShell.</summary>
internal static class Credentials
{
    public static string? Text(System.Security.SecureString? secret)
        => secret is null ? null : new System.Net.NetworkCredential(string.Empty, secret).Password;

    public static CxCredential? From(PSCredential? credential)
    {
        if (credential is null || credential == PSCredential.Empty)
        {
            return null;
        }

        var network = credential.GetNetworkCredential();

        // The network credential splits 'domain\name', so the client id is read from the original.
        return string.IsNullOrEmpty(credential.UserName) || string.IsNullOrEmpty(network.Password)
            ? throw new CxException(
                CxErrors.CredentialMissing,
                ConnectionCmdletMessages.CredentialIncomplete)
            : new CxCredential(credential.UserName, network.Password);
    }
}
