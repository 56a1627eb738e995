using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CxOne.Sandbox.Published;

namespace CxOne.Sandbox.State;

/// <summary>The state of the tenant and its change counter. Must be used under the lock of the tenant.</summary>
internal sealed class TenantStore
{
    private readonly Task<SandboxState>? _sample;
    private SandboxState? _state;

    private TenantStore(SandboxOptions options, SandboxState? loaded)
    {
        Options = options;
        _state = loaded;
        IsLoaded = _state is not null;
        if (!IsLoaded)
        {
            // Runs in parallel with the connecting client: it is slow the first time and not needed before the first request.
            _sample = Task.Run(() => SampleTenant.Create(options));
        }
    }

    /// <summary>Loads the tenant from the state file, or creates the sample tenant if there is no file.</summary>
    /// <exception cref="InvalidDataException">The file does not contain a tenant.</exception>
    public static async Task<TenantStore> OpenAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var loaded = options.StateFile is { } path ? await StateFile.LoadAsync(path, cancellationToken).ConfigureAwait(false) : null;
        return new TenantStore(options, loaded);
    }

    public SandboxOptions Options { get; }

    /// <summary>Whether the tenant was loaded from a file and may have unfinished work.</summary>
    public bool IsLoaded { get; }

    public SandboxState State => _state ??= _sample!.GetAwaiter().GetResult();

    /// <summary>The objects of the published family. They are created here, so that a tenant starts without them.</summary>
    public PublishedTenant Published => State.Published ??= SamplePublishedTenant.Create(Options);

    public DateTimeOffset Now => Options.Clock.GetUtcNow();

    /// <summary>Number of changes, to determine which of them are saved.</summary>
    public long Changes { get; private set; }

    public void MarkChanged() => Changes++;

    /// <summary>Returns a GUID that is the same in every run with the same seed.</summary>
    public Guid NewId(string kind)
    {
        State.Sequence++;
        MarkChanged();
        var text = string.Create(CultureInfo.InvariantCulture, $"{kind}:{Options.Seed}:{State.Sequence}");
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>
    /// Restores the sample tenant. Tokens stay valid, because they belong to connected clients and not to the sample.
    /// </summary>
    public void Reset()
    {
        var sample = SampleTenant.Create(Options);
        sample.Tokens = State.Tokens;
        sample.RefreshTokens = State.RefreshTokens;
        _state = sample;
        MarkChanged();
    }
}
