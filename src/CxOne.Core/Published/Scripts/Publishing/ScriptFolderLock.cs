using CxOne.Errors;

namespace CxOne.Published;

/// <summary>The lock file of the folder that a script's file lies in: in that folder, or in the nearest one above it.</summary>
public sealed class ScriptFolderLock
{
    private readonly string _path;
    private readonly string _relativeFile;
    private ScriptLockFile _lock;

    private ScriptFolderLock(string path, string relativeFile, ScriptLockFile @lock)
    {
        _path = path;
        _relativeFile = relativeFile;
        _lock = @lock;
    }

    /// <summary>Finds and reads the lock file.</summary>
    /// <param name="file">The full path of the script's file.</param>
    /// <returns>The lock file, or <see langword="null"/> if no folder has one.</returns>
    /// <exception cref="CxException">The lock file cannot be read (<c>ScriptLockFileInvalid</c>).</exception>
    public static ScriptFolderLock? Find(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, ScriptLockFile.FileName);
            if (File.Exists(path))
            {
                return new ScriptFolderLock(
                    path, Path.GetRelativePath(folder, file).Replace('\\', '/'), ScriptLockFile.Read(Bytes(path), path));
            }
        }

        return null;
    }

    /// <summary>
    /// Returns the version of the tenant's script that its file was written from. For another file, which is published under the name of
    /// the script, it is the version that the file was last published as; if it was not since the last export, the exported one.
    /// </summary>
    /// <param name="scriptName">The name with its folder. Case is ignored.</param>
    /// <returns>The version, or <see langword="null"/> if it is not known.</returns>
    public ScriptBase? BaseOf(string scriptName)
        => _lock.Find(scriptName) is not { } entry ? null
            : !IsOwn(entry) && entry.PublishedFrom.TryGetValue(_relativeFile, out var version)
                ? new ScriptBase(version.Hash, ScriptWriteMessages.OfPublication(_relativeFile, _path))
                : new ScriptBase(entry.Hash, ScriptWriteMessages.OfLockFile(_path));

    /// <summary>
    /// Notes which version the tenant has now, so that the file can be edited and published again. A result that is not the content of the
    /// file is not noted.
    /// </summary>
    /// <param name="result">The result of a publication.</param>
    /// <exception cref="CxException">The lock file cannot be written (<c>FileWriteFailed</c>), or it was damaged in the meantime
    /// (<c>ScriptLockFileInvalid</c>).</exception>
    public void Update(ScriptPublishResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Hash is not { } hash || result.Status is not (ScriptStatus.Published or ScriptStatus.Unchanged))
        {
            return;
        }

        try
        {
            lock (ScriptLockFile.Writing)
            {
                // Read again: another session may have written other entries since.
                _lock = File.Exists(_path) ? ScriptLockFile.Read(Bytes(_path), _path) : ScriptLockFile.Empty;
                if (Entry(_lock.Find(result.Name), new ScriptLockVersion(result.MasterId, hash)) is { } entry)
                {
                    _lock = _lock.With(result.Name, entry);
                    AtomicFile.Write(_path, _lock.Write());
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CxException(
                CxErrors.FileWriteFailed, ScriptWriteMessages.LockFileNotWritten(_path, result.Name, exception.Message), _path, exception);
        }
        catch (CxException exception)
        {
            throw new CxException(
                exception.Definition, ScriptWriteMessages.LockFileNotWritten(_path, result.Name, exception.Message), _path, exception);
        }
    }

    /// <summary>The entry after a publication; <see langword="null"/> if the former one says the same.</summary>
    private ScriptLockEntry? Entry(ScriptLockEntry? former, ScriptLockVersion version)
    {
        if (former is not null && !IsOwn(former))
        {
            // The file that the entry describes still has its former content.
            return former.PublishedFrom.GetValueOrDefault(_relativeFile) == version
                ? null
                : former with { PublishedFrom = former.PublishedFrom.SetItem(_relativeFile, version) };
        }

        return former?.Hash == version.Hash && former.MasterId == version.MasterId
            ? null
            : new ScriptLockEntry
            {
                File = former?.File ?? _relativeFile,
                MasterId = version.MasterId,
                Hash = version.Hash,
                PublishedFrom = former?.PublishedFrom ?? ScriptLockEntry.NoFiles,
            };
    }

    private bool IsOwn(ScriptLockEntry entry) => entry.File.Equals(_relativeFile, StringComparison.OrdinalIgnoreCase);

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CxException(
                CxErrors.ScriptLockFileInvalid, ScriptMessages.LockFileInvalid(path, exception.Message), path, exception);
        }
    }
}
