using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Studio.Calls;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Graph;
using CxOne.Studio.Reading;

namespace CxOne.PowerShell.Studio;

/// <summary>Finds and reads the files of Studio cmdlets. Core reads bytes; what a path means is PowerShell's.</summary>
internal static class ScriptFiles
{
    // Other JSON files that lie beside scripts in a repository.
    private static readonly string[] OtherFiles = ["cxone.json", "cxone.lock.json"];
    private static readonly string[] TestEndings = [".tests.yaml", ".tests.yml", ".tests.json"];
    private static readonly string[] ProfileEndings = [".hours.json"];
    private static readonly string[] OtherEndings = [".tests.json", ".lint.json", ".actions.json", ".hours.json"];

    /// <summary>
    /// The files of a path: those that a wildcard matches; of a folder, and of the folders in it, the JSON and XML files.
    /// </summary>
    /// <exception cref="CxException">Nothing is there: a check of nothing must not look like a success.</exception>
    public static IReadOnlyList<string> Find(PSCmdlet cmdlet, string path, string parameter)
        => FindAny(cmdlet, path, parameter) is { Count: > 0 } found
            ? found
            : throw NoFiles(parameter, path, StudioCmdletMessages.ScriptFiles);

    /// <summary>The same, where a folder without scripts is a value like any other.</summary>
    /// <exception cref="CxException">The path does not exist.</exception>
    public static IReadOnlyList<string> FindAny(PSCmdlet cmdlet, string path, string parameter) => Find(cmdlet, path, parameter, InFolder);

    /// <summary>The files of test cases of a path; of a folder those that end in .tests.yaml, .tests.yml or .tests.json.</summary>
    /// <exception cref="CxException">Nothing is there.</exception>
    public static IReadOnlyList<string> FindTests(PSCmdlet cmdlet, string path, string parameter)
        => Find(cmdlet, path, parameter, folder => InFolder(folder, TestEndings)) is { Count: > 0 } found
            ? found
            : throw NoFiles(parameter, path, StudioCmdletMessages.TestFiles);

    /// <summary>The hours profiles of a path; of a folder the files that end in .hours.json.</summary>
    /// <exception cref="CxException">Nothing is there.</exception>
    public static IReadOnlyList<string> FindProfiles(PSCmdlet cmdlet, string path, string parameter)
        => Find(cmdlet, path, parameter, folder => InFolder(folder, ProfileEndings)) is { Count: > 0 } found
            ? found
            : throw NoFiles(parameter, path, StudioCmdletMessages.ProfileFiles);

    private static IReadOnlyList<string> Find(PSCmdlet cmdlet, string path, string parameter, Func<string, IEnumerable<string>> inFolder)
    {
        try
        {
            if (path.Contains('\0', StringComparison.Ordinal))
            {
                FileSystemPath.Resolve(cmdlet, path, parameter);
            }

            var found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            return provider.Name == "FileSystem"
                ? [.. found.SelectMany(item => Directory.Exists(item) ? inFolder(item) : [item]).Order(StringComparer.Ordinal)]
                : throw new CxValidationException([StudioCmdletMessages.PathNotOfFileSystem(parameter, path, null)], path);
        }
        catch (ItemNotFoundException exception)
        {
            throw new CxException(CxErrors.ScriptNotFound, StudioCmdletMessages.PathMissing(parameter, path), path, exception);
        }
        catch (Exception exception) when (exception is SessionStateException or WildcardPatternException)
        {
            throw new CxValidationException([StudioCmdletMessages.PathNotOfFileSystem(parameter, path, exception.Message)], path);
        }
    }

    /// <summary>Reads the one file that a parameter names.</summary>
    /// <exception cref="CxException">It does not exist, is a folder, or cannot be read.</exception>
    public static byte[] Bytes(PSCmdlet cmdlet, string path, string parameter) => Bytes(Resolve(cmdlet, path, parameter));

    /// <summary>Returns the full path of the one file that a parameter names.</summary>
    /// <exception cref="CxException">It does not exist, or is a folder.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path, string parameter)
    {
        var full = FileSystemPath.Resolve(cmdlet, path, parameter);
        return Directory.Exists(full) ? throw new CxValidationException([StudioCmdletMessages.FolderGiven(parameter, path)], path)
            : File.Exists(full) ? full
            : throw new CxException(CxErrors.ScriptNotFound, StudioCmdletMessages.PathMissing(parameter, path), path);
    }

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="CxException">It cannot be read.</exception>
    public static byte[] Bytes(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length > ScriptReader.MaxBytes
                ? throw new CxException(CxErrors.ScriptUnreadable, StudioCmdletMessages.FileTooLarge(path, length, ScriptReader.MaxBytes),
                    path)
                : File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CxException(CxErrors.ScriptUnreadable, StudioCmdletMessages.FileUnreadable(path, exception.Message), path, exception);
        }
    }

    public static ActionCatalogue Catalogue(PSCmdlet cmdlet, string? path)
        => path is null
            ? ActionCatalogue.BuiltIn
            : ActionCatalogue.Read(Bytes(cmdlet, path, "Catalog"), path);

    public static ScriptGraph Script(string path, ActionCatalogue catalogue)
        => new(ScriptReader.Read(Bytes(path), Path.GetFileName(path), catalogue), catalogue);

    public static IReadOnlyDictionary<string, HoursProfile> Profiles(IEnumerable<string> files)
    {
        Dictionary<string, HoursProfile> profiles = new(StringComparer.OrdinalIgnoreCase);
        foreach (var profile in files.SelectMany(file => HoursProfile.Read(Bytes(file), Path.GetFileName(file))))
        {
            foreach (var key in new[] { profile.Id, profile.Name }.Where(key => key.Length > 0))
            {
                profiles[key] = profile;
            }
        }

        return profiles;
    }

    /// <summary>The scripts below a folder; other files are passed over.</summary>
    public static IEnumerable<string> InFolder(string folder)
        => All(folder)
            .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".json" or ".xml")
            .Where(file => !OtherFiles.Contains(Path.GetFileName(file), StringComparer.OrdinalIgnoreCase)
                && !OtherEndings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> InFolder(string folder, string[] endings)
        => All(folder).Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    private static CxException NoFiles(string parameter, string path, string kind)
        => new(CxErrors.ScriptNotFound, StudioCmdletMessages.NoFiles(parameter, path, kind), path);

    private static IEnumerable<string> All(string folder)
        => Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false });
}
