using System.Reflection;
using System.Runtime.Loader;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Holds Core, the sandbox and every third-party assembly apart from the ones that pwsh and other modules load, so that versions
/// never meet. Where the host brings an assembly itself that satisfies the reference, the host's copy wins: types that cross
/// the border must be the same on both sides.
/// </summary>
internal sealed class CxLoadContext : AssemblyLoadContext
{
    private static readonly string HostFolder = Path.GetDirectoryName(typeof(System.Management.Automation.PSObject).Assembly.Location)!;
    private readonly string _folder;

    public CxLoadContext(string folder)
        : base("CxOne", isCollectible: false)
        => _folder = folder;

    /// <summary>An assembly of CxOne's own; nothing else is ever given to the default context.</summary>
    public Assembly? LoadOwn(AssemblyName name)
        => name.Name is { } simple && simple.StartsWith("CxOne.", StringComparison.Ordinal) && File.Exists(PathOf(simple)) ? LoadFromAssemblyName(name) : null;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || Satisfies(Path.Combine(HostFolder, name + ".dll"), assemblyName))
        {
            return null;
        }

        var path = PathOf(name);
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    private string PathOf(string name) => Path.Combine(_folder, name + ".dll");

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
