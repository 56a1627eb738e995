using System.Text.Json;

namespace CxOne.Sandbox.State;

/// <summary>The file in which a tenant outlives its process.</summary>
internal static class StateFile
{
    /// <summary>Null when there is no such file yet.</summary>
    /// <exception cref="InvalidDataException">The file holds no tenant that can be read.</exception>
    public static async Task<SandboxState?> LoadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        SandboxState? state;
        try
        {
            var stream = File.OpenRead(path);
            await using (stream.ConfigureAwait(false))
            {
                state = await JsonSerializer.DeserializeAsync(
                    stream, StateJson.Readable.SandboxState, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The state file '{path}' holds no tenant: {exception.Message}", exception);
        }

        if (state is null)
        {
            throw new InvalidDataException($"The state file '{path}' holds no tenant.");
        }

        if (state.SchemaVersion != SandboxState.CurrentSchema)
        {
            throw new InvalidDataException(
                $"The state file '{path}' has schema {state.SchemaVersion}; this sandbox reads schema {SandboxState.CurrentSchema}.");
        }

        return state;
    }

    /// <summary>The tenant as the file holds it.</summary>
    public static byte[] ToBytes(SandboxState state) => JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Readable.SandboxState);

    /// <summary>Writes beside the file and renames: whoever reads sees the old tenant or the new one, never half of one.</summary>
    public static void Save(string path, ReadOnlySpan<byte> state)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var stream = new FileStream(temporary, options);
            stream.Write(state);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // A full disk leaves no empty file beside the state.
            File.Delete(temporary);
            throw;
        }

        File.Move(temporary, path, overwrite: true);
    }
}
