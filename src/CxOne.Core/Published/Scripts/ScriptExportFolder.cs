using CxOne.Errors;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>
/// The folder that an export writes to. Nothing outside it is read or written: neither by a name that leads out of it, nor through a
/// symbolic link in it. A file is replaced as a whole, so that an interrupted export leaves no part of one.
/// </summary>
internal sealed class ScriptExportFolder
{
    private readonly string _prefix;

    /// <param name="root">The full path of the folder. It is created with the first file.</param>
    public ScriptExportFolder(string root)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _prefix = Path.EndsInDirectorySeparator(Root) ? Root : Root + Path.DirectorySeparatorChar;
    }

    /// <summary>The full path of the folder.</summary>
    public string Root { get; }

    /// <summary>Returns the full path of a file in the folder.</summary>
    /// <param name="relativePath">The path below the folder, with forward slashes.</param>
    /// <exception cref="CxException">The path leads out of the folder, or through a symbolic link (<c>ExportPathUnsafe</c>).</exception>
    public string Resolve(string relativePath)
    {
        var full = Path.GetFullPath(_prefix + relativePath.Replace('/', Path.DirectorySeparatorChar));
        if (!full.StartsWith(_prefix, StringComparison.Ordinal) || full.Length == _prefix.Length)
        {
            throw new CxException(CxErrors.ExportPathUnsafe, ScriptMessages.PathLeadsOut(relativePath, Root), relativePath);
        }

        if (new FileInfo(full).LinkTarget is not null)
        {
            throw IsLink(full, relativePath);
        }

        for (var folder = Path.GetDirectoryName(full); folder?.Length >= _prefix.Length; folder = Path.GetDirectoryName(folder))
        {
            if (new DirectoryInfo(folder).LinkTarget is not null)
            {
                throw IsLink(folder, relativePath);
            }
        }

        return full;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="relativePath">The path below the folder, with forward slashes.</param>
    /// <returns>The bytes, or <see langword="null"/> if there is no such file.</returns>
    /// <exception cref="CxException">The path is unsafe (<c>ExportPathUnsafe</c>), or the file cannot be read (<c>FileWriteFailed</c>).
    /// </exception>
    public byte[]? Read(string relativePath)
    {
        try
        {
            var file = new FileInfo(Resolve(relativePath));
            return !file.Exists ? null
                : file.Length > ScriptReader.MaxBytes
                    ? throw new IOException(ScriptMessages.FileTooLarge(file.Length, ScriptReader.MaxBytes))
                    : File.ReadAllBytes(file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Failed(relativePath, exception);
        }
    }

    /// <summary>Writes a file: to a temporary one beside it, which then takes its name.</summary>
    /// <param name="relativePath">The path below the folder, with forward slashes.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="CxException">The path is unsafe (<c>ExportPathUnsafe</c>), or the file cannot be written (<c>FileWriteFailed</c>).
    /// </exception>
    public void Write(string relativePath, ReadOnlySpan<byte> content)
    {
        try
        {
            var full = Resolve(relativePath);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            AtomicFile.Write(full, content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Failed(relativePath, exception);
        }
    }

    private static CxException Failed(string relativePath, Exception exception)
        => new(CxErrors.FileWriteFailed, ScriptMessages.FileFailed(relativePath, exception.Message), relativePath, exception);

    private static CxException IsLink(string path, string relativePath)
        => new(CxErrors.ExportPathUnsafe, ScriptMessages.PathIsLink(relativePath, path), relativePath);
}
