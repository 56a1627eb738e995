using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CxOne.Sandbox.State;

/// <summary>The tenant's state and what belongs to changing it. Used under the tenant's lock only.</summary>
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
            // Much code that runs for the first time, and not needed before the first request: made beside the client that connects.
            _sample = Task.Run(() => SampleTenant.Create(options));
        }
    }

    /// <summary>Loads the tenant of the state file; where there is none, begins with the sample tenant.</summary>
    /// <exception cref="InvalidDataException">The file holds no tenant that can be read.</exception>
    public static async Task<TenantStore> OpenAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var loaded = options.StateFile is { } path ? await StateFile.LoadAsync(path, cancellationToken).ConfigureAwait(false) : null;
        return new TenantStore(options, loaded);
    }

    public SandboxOptions Options { get; }

    /// <summary>Whether the tenant comes from a file, and so may have been in the middle of something.</summary>
    public bool IsLoaded { get; }

    public SandboxState State => _state ??= _sample!.GetAwaiter().GetResult();

    public DateTimeOffset Now => Options.Clock.GetUtcNow();

    /// <summary>Counts the changes, so that it can be told which of them are saved.</summary>
    public long Changes { get; private set; }

    public void MarkChanged() => Changes++;

    /// <summary>An id that looks like any other and yet is the same in every run with the same seed.</summary>
    public Guid NewId(string kind)
    {
        State.Sequence++;
        MarkChanged();
        var text = string.Create(CultureInfo.InvariantCulture, $"{kind}:{Options.Seed}:{State.Sequence}");
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>
    /// Back to the sample. Tokens stay valid: they belong to the clients that are connected, not to the sample.
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
