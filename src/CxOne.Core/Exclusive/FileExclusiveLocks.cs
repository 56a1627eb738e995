using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Errors;

namespace CxOne.Exclusive;

/// <summary>
/// Locks among the processes of one computer: one file per name in a folder. The operating system releases a lock when its process ends.
/// </summary>
public sealed class FileExclusiveLocks : IExclusiveLocks
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly string _folder;
    private readonly AuditOrigin? _origin;
    private readonly TimeProvider _clock;

    /// <summary>Initializes a new instance. No file is created before the first lock.</summary>
    /// <param name="folder">The folder of the lock files.</param>
    /// <param name="clock">The clock of waits and times.</param>
    /// <param name="origin">The user, computer and process that other processes are shown.</param>
    public FileExclusiveLocks(string folder, TimeProvider clock, AuditOrigin? origin)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(clock);
        _folder = folder;
        _clock = clock;
        _origin = origin;
    }

    /// <inheritdoc/>
    public async Task<IExclusiveLease?> TryAcquireAsync(string name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var started = _clock.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(name) is { } lease)
            {
                return lease;
            }

            var left = timeout == Timeout.InfiniteTimeSpan ? Pause : timeout - _clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            // The caller shows the wait and its reason.
            await VisibleWait.DelayAsync(
                NullCxLog.Instance, ExclusiveMessages.Waiting(name, null), left < Pause ? left : Pause, _clock, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<ExclusiveHolder?> FindHolderAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            var text = File.ReadAllBytes(HolderPath(name));
            return Task.FromResult(JsonSerializer.Deserialize(text, ExclusiveJson.Default.ExclusiveHolder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // The holder has just started or ended, or belongs to another user. Its name is only for display.
            return Task.FromResult<ExclusiveHolder?>(null);
        }
    }

    private FileLease? TryTake(string name)
    {
        try
        {
            PrivateFile.MakeFolder(_folder);
            var file = PrivateFile.Open(LockPath(name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            try
            {
                // Beside the lock file, which no other process can open as long as it is locked.
                File.Delete(HolderPath(name));
                using var note = PrivateFile.Open(HolderPath(name), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
                note.Write(JsonSerializer.SerializeToUtf8Bytes(
                    new ExclusiveHolder(name, _origin?.User, _origin?.Machine, _origin?.ProcessId, _clock.GetUtcNow()),
                    ExclusiveJson.Default.ExclusiveHolder));
                return new FileLease(file, HolderPath(name));
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (IOException exception) when (AuditLock.IsInUse(exception))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CxException(
                CxErrors.AuditWriteFailed, AuditMessages.LockFileFailed(LockPath(name), exception.Message), name, exception);
        }
    }

    private string HolderPath(string name) => Path.ChangeExtension(LockPath(name), ".json");

    private string LockPath(string name)
    {
        // A part of the name for the reader of the folder; the hash separates names that only differ in other characters or case.
        var readable = string.Concat(name.Take(40).Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..12];
        return Path.Combine(_folder, $"exclusive-{readable}-{hash}.lock");
    }

    private sealed class FileLease(FileStream file, string holderPath) : IExclusiveLease
    {
        public CancellationToken Lost => CancellationToken.None;

        public ValueTask DisposeAsync()
        {
            try
            {
                File.Delete(holderPath);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The next holder replaces the note.
            }

            file.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
