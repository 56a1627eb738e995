using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.PowerShell.Connection;

/// <summary>Takes a client and its secret out of what PowerShell carries them in.</summary>
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

        // The network credential splits 'domain\name'; a client id is taken as it was typed.
        return string.IsNullOrEmpty(credential.UserName) || string.IsNullOrEmpty(network.Password)
            ? throw new CxException(
                CxErrors.CredentialMissing,
                "The credential has no user name (client id) or no password (secret). "
                    + "Pass a complete -Credential, or set CXONE_CLIENT_ID and CXONE_CLIENT_SECRET.")
            : new CxCredential(credential.UserName, network.Password);
    }
}
