using System.Management.Automation;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>Resolves a path that PowerShell understands to one that the operating system understands.</summary>
internal static class FileSystemPath
{
    /// <summary>The full path. Wildcards in it are taken as they are.</summary>
    /// <param name="cmdlet">Knows drives and the current location.</param>
    /// <param name="path">The path.</param>
    /// <param name="parameter">The parameter that it comes from.</param>
    /// <exception cref="CxValidationException">The path has no known drive, holds a null character,
    /// or leads to another provider than the file system.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path, string parameter)
    {
        // No operating system takes one; .NET throws an exception of its own for it, far from here.
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw Invalid("without a null character.");
        }

        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem"
                ? full
                : throw Invalid($"(was '{path}', a path of the provider {provider.Name}).");
        }
        catch (Exception exception) when (exception is SessionStateException or PSInvalidOperationException or ProviderInvocationException)
        {
            throw Invalid($"(was '{path}'): {exception.Message}");
        }

        CxValidationException Invalid(string reason) => new([$"{parameter} must be a path of the file system {reason}"], path);
    }
}
