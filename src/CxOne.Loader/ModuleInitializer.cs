using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace CxOne.Loader;

/// <summary>
/// Resolves the assemblies of CxOne in their load context. PowerShell runs it before it loads the types of the root module.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private static readonly CxLoadContext Context = new(
        Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "deps"));

    /// <inheritdoc/>
    public void OnImport()
    {
        // Each import in any runspace calls this method. The handler remains when the module is removed, because another runspace may still
        // need an assembly that is not loaded yet.
        AssemblyLoadContext.Default.Resolving -= Resolve;
        AssemblyLoadContext.Default.Resolving += Resolve;
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) => Context.LoadOwn(name);
}
