using System.Security.Cryptography;
using CxOne.Errors;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Linting.Analysis;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>
/// Writes scripts to files, and the lock file beside them. A file that says the same as the tenant is not touched; one that was edited
/// after its export is kept, unless the caller forces the export.
/// </summary>
public sealed class ScriptExporter
{
    /// <summary>Files between two writes of the lock file, so that a run that is killed loses little of what it knows.</summary>
    private const int LockInterval = 250;

    private readonly ScriptExportFolder _folder;
    private readonly IReadOnlyDictionary<string, string> _paths;
    private readonly ScriptExportOptions _options;
    private readonly List<(bool IsPrompt, string Name, ScriptLockEntry Entry)> _unsaved = [];
    private int _sinceLock;

    /// <summary>Initializes a new instance of the <see cref="ScriptExporter"/> class.</summary>
    /// <param name="folder">The full path of the folder. It is created with the first file.</param>
    /// <param name="names">The names of all scripts of the tenant, also of those that are not exported: files differ by more than case.
    /// </param>
    /// <param name="options">The choices.</param>
    /// <exception cref="CxException">The lock file of the folder cannot be read (<c>ScriptLockFileInvalid</c>, <c>FileWriteFailed</c>).
    /// </exception>
    public ScriptExporter(string folder, IEnumerable<string> names, ScriptExportOptions options)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(options);
        _folder = new ScriptExportFolder(folder);
        _paths = ScriptFilePaths.Of(names);
        _options = options;
        Lock = Parse(_folder.Read(ScriptLockFile.FileName));
    }

    /// <summary>The lock file with the entries of this export.</summary>
    internal ScriptLockFile Lock { get; private set; }

    /// <summary>Determines what is to be written. Nothing is written yet.</summary>
    /// <param name="script">The script with its body.</param>
    /// <exception cref="ArgumentException">The script has no body, or its name is not among those of the tenant.</exception>
    /// <exception cref="CxException">The script holds a secret (<c>ScriptHoldsSecret</c>), the file was edited (<c>ExportedFileEdited</c>),
    /// leads out of the folder (<c>ExportPathUnsafe</c>), or cannot be read (<c>FileWriteFailed</c>).</exception>
    public ScriptExportPlan Plan(TenantScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        if (script.Script is not { } body || script.Hash is not { } hash || !_paths.TryGetValue(script.Name, out var file))
        {
            throw new ArgumentException(script.Name, nameof(script));
        }

        if (!_options.AllowsSecrets && SecretText.Holders(body).ToArray() is { Length: > 0 } holders)
        {
            throw new CxException(
                CxErrors.ScriptHoldsSecret,
                ScriptMessages.HoldsSecret(script.Name, [.. holders.Select(action => action.ToString())]),
                script.Name);
        }

        var content = ScriptWriter.WriteFile(body);
        var local = _folder.Read(file);
        return new ScriptExportPlan
        {
            Script = script,
            Path = _folder.Resolve(file),
            File = file,
            Content = content,
            Local = local,
            Status = Status(local, content, hash, Lock.Find(script.Name), file, script.Name, HashOf),
        };
    }

    /// <summary>Does what was planned. A file that has changed since then is looked at again.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="CxException">The file was edited since it was planned (<c>ExportedFileEdited</c>), or it cannot be written
    /// (<c>FileWriteFailed</c>).</exception>
    public ScriptExport Apply(ScriptExportPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Status != ScriptExportStatus.Unchanged && !IsSame(_folder.Read(plan.File), plan.Local))
        {
            // A question may have been open for a long time.
            plan = Plan(plan.Script);
        }

        if (plan.Status != ScriptExportStatus.Unchanged)
        {
            _folder.Write(plan.File, plan.Content.Span);
        }

        var script = plan.Script;
        Note(isPrompt: false, script.Name, new ScriptLockEntry
        {
            File = plan.File,
            MasterId = script.MasterId,
            ModifyDate = script.ModifyDate,
            Hash = script.Hash!,
        });
        if (++_sinceLock == LockInterval)
        {
            _sinceLock = 0;
            SaveLock();
        }

        return new ScriptExport
        {
            Name = script.Name,
            Status = plan.Status.ToString(),
            Path = plan.Path,
            MasterId = script.MasterId,
            Hash = script.Hash!,
        };
    }

    /// <summary>Writes a prompt file, by the same rules.</summary>
    /// <param name="name">Its path on the tenant.</param>
    /// <param name="file">The path of its file below the folder.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="CxException">The file was edited (<c>ExportedFileEdited</c>), or it cannot be written.</exception>
    internal ScriptExportStatus WritePrompt(string name, string file, byte[] content)
    {
        var hash = ContentHash(content);
        var status = Status(_folder.Read(file), content, hash, Lock.Prompts.Find(name), file, name, (bytes, _) => ContentHash(bytes));
        if (status != ScriptExportStatus.Unchanged)
        {
            _folder.Write(file, content);
        }

        Note(isPrompt: true, name, new ScriptLockEntry { File = file, Hash = hash });
        return status;
    }

    /// <summary>
    /// Adds the entries of this export to the lock file. It is read again, because another session may have written entries in the minutes
    /// that an export takes.
    /// </summary>
    /// <exception cref="CxException">It cannot be written (<c>FileWriteFailed</c>), or it was damaged in the meantime
    /// (<c>ScriptLockFileInvalid</c>).</exception>
    public void SaveLock()
    {
        if (_unsaved.Count == 0)
        {
            return;
        }

        lock (ScriptLockFile.Writing)
        {
            var former = _folder.Read(ScriptLockFile.FileName);
            var merged = _unsaved.Aggregate(Parse(former), With);
            var content = merged.Write();
            if (!IsSame(content, former))
            {
                _folder.Write(ScriptLockFile.FileName, content);
            }

            Lock = merged;
        }

        _unsaved.Clear();
    }

    private static ScriptLockFile Parse(byte[]? content)
        => content is null or [] ? ScriptLockFile.Empty : ScriptLockFile.Read(content, ScriptLockFile.FileName);

    private static ScriptLockFile With(ScriptLockFile file, (bool IsPrompt, string Name, ScriptLockEntry Entry) noted)
        => noted.IsPrompt ? file.WithPrompt(noted.Name, noted.Entry) : file.With(noted.Name, noted.Entry);

    private void Note(bool isPrompt, string name, ScriptLockEntry entry)
    {
        _unsaved.Add((isPrompt, name, entry));
        Lock = With(Lock, _unsaved[^1]);
    }

    private static bool IsSame(byte[]? one, byte[]? other)
        => one is null || other is null ? one is null && other is null : one.AsSpan().SequenceEqual(other);

    private ScriptExportStatus Status(
        byte[]? local, byte[] content, string hash, ScriptLockEntry? entry, string file, string name, Func<byte[], string, string?> hashOf)
    {
        if (local is null)
        {
            return ScriptExportStatus.Created;
        }

        if (local.AsSpan().SequenceEqual(content))
        {
            return ScriptExportStatus.Unchanged;
        }

        if (_options.Force)
        {
            return ScriptExportStatus.Updated;
        }

        // A file that only the editor's own marks distinguish from the tenant's script says the same.
        var localHash = hashOf(local, file);
        var isExported = entry is not null && entry.File.Equals(file, StringComparison.OrdinalIgnoreCase) && entry.Hash == localHash;
        return localHash == hash ? ScriptExportStatus.Unchanged
            : isExported ? ScriptExportStatus.Updated
            : throw new CxException(CxErrors.ExportedFileEdited, ScriptMessages.FileEdited(file, name, entry is not null), name);
    }

    private static string ContentHash(byte[] content)
        => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The fingerprint of a file; <see langword="null"/> for one that is no script.</summary>
    private static string? HashOf(byte[] content, string file)
    {
        try
        {
            return ScriptFingerprint.Of(ScriptReader.Read(content, file, ActionCatalogue.BuiltIn));
        }
        catch (CxException exception) when (exception.Definition == CxErrors.ScriptUnreadable)
        {
            return null;
        }
    }
}
