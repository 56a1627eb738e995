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

    /// <summary>Returns the version of the tenant's script that its file was written from.</summary>
    /// <param name="scriptName">The name with its folder. Case is ignored.</param>
    /// <returns>The version, or <see langword="null"/> if it is not known.</returns>
    public ScriptBase? BaseOf(string scriptName)
        => _lock.Find(scriptName) is { } entry ? new ScriptBase(entry.Hash, ScriptWriteMessages.OfLockFile(_path)) : null;

    /// <summary>Notes which version the tenant has now, so that the file can be edited and published again.</summary>
    /// <param name="result">The result of a publication.</param>
    /// <exception cref="CxException">The file cannot be written (<c>FileWriteFailed</c>).</exception>
    public void Update(ScriptPublishResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var former = _lock.Find(result.Name);
        if (result.Hash is not { } hash || (former?.Hash == hash && former.MasterId == result.MasterId))
        {
            return;
        }

        _lock = _lock.With(
            result.Name, new ScriptLockEntry { File = former?.File ?? _relativeFile, MasterId = result.MasterId, Hash = hash });
        try
        {
            AtomicFile.Write(_path, _lock.Write());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CxException(
                CxErrors.FileWriteFailed, ScriptWriteMessages.LockFileNotWritten(_path, result.Name, exception.Message), _path, exception);
        }
    }

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
