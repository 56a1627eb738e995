using System.Text.Json;

namespace CxOne.Sandbox.State;

/// <summary>Reads and writes the file that keeps a tenant across processes.</summary>
internal static class StateFile
{
    /// <summary>Reads the tenant; returns null if the file does not exist.</summary>
    /// <exception cref="InvalidDataException">The file does not contain a tenant.</exception>
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
            throw new InvalidDataException(SandboxMessages.NoTenant(path, exception.Message), exception);
        }

        if (state is null)
        {
            throw new InvalidDataException(SandboxMessages.NoTenant(path, null));
        }

        if (state.SchemaVersion != SandboxState.CurrentSchema)
        {
            throw new InvalidDataException(
                SandboxMessages.SchemaUnsupported(path, state.SchemaVersion, SandboxState.CurrentSchema));
        }

        return state;
    }

    /// <summary>Serializes the tenant.</summary>
    public static byte[] ToBytes(SandboxState state) => JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Readable.SandboxState);

    /// <summary>Writes a temporary file and renames it, so that a reader never sees a partly written tenant.</summary>
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
            // Leaves no temporary file behind, for example on a full disk.
            File.Delete(temporary);
            throw;
        }

        File.Move(temporary, path, overwrite: true);
    }
}
