using System.Management.Automation;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>Resolves paths of PowerShell to paths of the operating system.</summary>
internal static class FileSystemPath
{
    /// <summary>Returns the full path. Wildcards are not expanded.</summary>
    /// <param name="cmdlet">The cmdlet, which provides the drives and the current location.</param>
    /// <param name="path">The path.</param>
    /// <param name="parameter">The name of the parameter, for the message.</param>
    /// <exception cref="CxValidationException">The path has an unknown drive, contains a null character, or belongs to another provider
    /// than the file system.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path, string parameter)
    {
        // No operating system accepts one. .NET would throw an exception of its own later.
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw Invalid(BaseCmdletMessages.PathHasNull);
        }

        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem"
                ? full
                : throw Invalid(BaseCmdletMessages.PathOfOtherProvider(path, provider.Name));
        }
        catch (Exception exception) when (exception is SessionStateException or PSInvalidOperationException or ProviderInvocationException)
        {
            throw Invalid(BaseCmdletMessages.PathNotResolved(path, exception.Message));
        }

        CxValidationException Invalid(string reason) => new([BaseCmdletMessages.PathInvalid(parameter, reason)], path);
    }
}
