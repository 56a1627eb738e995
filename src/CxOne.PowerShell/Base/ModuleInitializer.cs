using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace CxOne.PowerShell.Base;

/// <summary>Lets this assembly find CxOne's own assemblies in their context. Nothing else happens at import.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly CxLoadContext Context = new(Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "deps"));

    /// <inheritdoc/>
    public void OnImport()
    {
        // An import with -Force comes here twice.
        AssemblyLoadContext.Default.Resolving -= Resolve;
        AssemblyLoadContext.Default.Resolving += Resolve;
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyLoadContext.Default.Resolving -= Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) => Context.LoadOwn(name);
}
