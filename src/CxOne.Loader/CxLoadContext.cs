using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace CxOne.Loader;

/// <summary>
/// Loads Core, the sandbox and third-party assemblies in isolation from those of pwsh and other modules, so that different versions do not
/// conflict. If the host has an assembly that satisfies the reference, that copy is used, because types that are shared with the host must
/// be the same on both sides.
/// </summary>
internal sealed class CxLoadContext : AssemblyLoadContext
{
    private static readonly string HostFolder = Path.GetDirectoryName(typeof(System.Management.Automation.PSObject).Assembly.Location)!;
    private readonly string _folder;
    private readonly string? _compiledFolder;

    /// <summary>Initializes a new instance of the <see cref="CxLoadContext"/> class.</summary>
    /// <param name="folder">The folder that contains the assemblies.</param>
    public CxLoadContext(string folder)
        : base("CxOne", isCollectible: false)
    {
        _folder = folder;

        // The package also contains the assemblies with code that is compiled ahead of time for the common platforms.
        var platform = RuntimeInformation.ProcessArchitecture != Architecture.X64 ? null
            : OperatingSystem.IsLinux() ? "linux-x64"
            : OperatingSystem.IsWindows() ? "win-x64"
            : null;
        _compiledFolder = platform is not null && Path.Combine(folder, platform) is var compiled && Directory.Exists(compiled)
            ? compiled
            : null;
    }

    /// <summary>Loads an assembly of CxOne. No other assembly is returned to the default context.</summary>
    /// <returns>The assembly; <see langword="null"/> if the name is not one of CxOne's.</returns>
    public Assembly? LoadOwn(AssemblyName name)
        => name.Name is { } simple && simple.StartsWith("CxOne.", StringComparison.Ordinal) && File.Exists(PathOf(simple))
            ? LoadFromAssemblyName(name)
            : null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || Satisfies(Path.Combine(HostFolder, name + ".dll"), assemblyName))
        {
            return null;
        }

        var path = PathOf(name);
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    private string PathOf(string name)
        => _compiledFolder is not null && Path.Combine(_compiledFolder, name + ".dll") is var compiled && File.Exists(compiled)
            ? compiled
            : Path.Combine(_folder, name + ".dll");

    private static bool Satisfies(string path, AssemblyName wanted)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        var found = AssemblyName.GetAssemblyName(path);
        var wantedToken = wanted.GetPublicKeyToken();
        return found.Version >= (wanted.Version ?? new Version(0, 0))
            && (wantedToken is not { Length: > 0 } || wantedToken.AsSpan().SequenceEqual(found.GetPublicKeyToken()));
    }
}
