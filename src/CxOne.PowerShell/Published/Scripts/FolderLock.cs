using CxOne.Errors;
using CxOne.PowerShell.Studio;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>The lock file of the folder that a script's file lies in: in that folder, or in the nearest one above it.</summary>
internal sealed class FolderLock
{
    private readonly string _path;
    private readonly string _relativeFile;
    private ScriptLockFile _lock;

    private FolderLock(string path, string relativeFile, ScriptLockFile @lock)
    {
        _path = path;
        _relativeFile = relativeFile;
        _lock = @lock;
    }

    /// <param name="file">The full path of the script's file.</param>
    /// <returns>The lock file, or <see langword="null"/> if there is none.</returns>
    /// <exception cref="CxException">The lock file cannot be read (<c>ScriptLockFileInvalid</c>).</exception>
    public static FolderLock? Find(string file)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, ScriptLockFile.FileName);
            if (File.Exists(path))
            {
                return new FolderLock(
                    path, Path.GetRelativePath(folder, file).Replace('\\', '/'), ScriptLockFile.Read(ScriptFiles.Bytes(path), path));
            }
        }

        return null;
    }

    /// <summary>The version of the tenant's script that its file was written from; <see langword="null"/> if it is not known.</summary>
    public ScriptBase? BaseOf(string scriptName)
        => _lock.Find(scriptName) is { } entry ? new ScriptBase(entry.Hash, PublishedCmdletMessages.OfLockFile(_path)) : null;

    /// <summary>Notes which version the tenant has now, so that the file can be edited and published again.</summary>
    /// <exception cref="CxException">The file cannot be written (<c>FileWriteFailed</c>).</exception>
    public void Update(ScriptPublishResult result)
    {
        if (result.Hash is not { } hash)
        {
            return;
        }

        var former = _lock.Find(result.Name);
        if (former?.Hash == hash && former.MasterId == result.MasterId)
        {
            return;
        }

        _lock = _lock.With(result.Name, new ScriptLockEntry
        {
            File = former?.File ?? _relativeFile, MasterId = result.MasterId, Hash = hash,
        });
        try
        {
            AtomicFile.Write(_path, _lock.Write());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CxException(
                CxErrors.FileWriteFailed, PublishedCmdletMessages.LockFileNotWritten(_path, result.Name, exception.Message), _path, exception);
        }
    }
}
