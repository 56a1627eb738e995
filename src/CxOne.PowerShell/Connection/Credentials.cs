using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;

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

    /// <summary>
    /// The client or access key that the parameters of Connect-CxOne name; <see langword="null"/> if the environment names it.
    /// </summary>
    /// <exception cref="CxException">The parameters contradict each other, or the secret of -ClientId is missing.</exception>
    public static CxCredential? From(
        CxCmdlet cmdlet, PSCredential? credential, string? clientId, System.Security.SecureString? clientSecret, bool isAccessKey)
    {
        CxValidationException.ThrowIfAny(
            credential is not null && clientId is not null ? [ConnectionCmdletMessages.CredentialAndClientId]
                : clientSecret is not null && clientId is null ? [ConnectionCmdletMessages.SecretWithoutClientId]
                : []);
        return clientId is null
            ? From(credential)
            : new CxCredential(clientId, Text(clientSecret) ?? SecretOf(clientId, isAccessKey) ?? Asked(cmdlet, clientId, isAccessKey));
    }

    private static string? SecretOf(string id, bool isAccessKey)
        => (isAccessKey ? SecretOf(id, "CXONE_ACCESS_KEY_ID", "CXONE_ACCESS_KEY_SECRET") : null)
            ?? SecretOf(id, "CXONE_CLIENT_ID", "CXONE_CLIENT_SECRET");

    /// <summary>The secret in the environment, unless it belongs to another client or key.</summary>
    private static string? SecretOf(string id, string idVariable, string secretVariable)
        => Local.Variable(idVariable) is { Length: > 0 } other && other != id
            ? null
            : Local.Variable(secretVariable) is { Length: > 0 } secret ? secret : null;

    private static string Asked(CxCmdlet cmdlet, string clientId, bool isAccessKey)
    {
        if (Confirmation.CanAsk(cmdlet))
        {
            try
            {
                if (cmdlet.Host?.UI?.PromptForCredential(
                        ConnectionCmdletMessages.SecretCaption,
                        ConnectionCmdletMessages.SecretQuestion,
                        clientId,
                        string.Empty) is { } given
                    && Text(given.Password) is { Length: > 0 } secret)
                {
                    return secret;
                }
            }
            catch (Exception exception) when (Confirmation.IsWithoutUser(exception))
            {
                // The host has no user who could answer.
            }
        }

        throw new CxException(CxErrors.CredentialMissing, ConnectionCmdletMessages.SecretMissing(clientId, isAccessKey), clientId);
    }
}
