namespace CxOne.Tests.Support;

/// <summary>Finds the output of the build, in the configuration of these tests.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/', '\\')).Parent!.Name;

    public static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    public static string Assembly(string project, string name)
    {
        var path = Path.Combine(Root, project.Replace('/', Path.DirectorySeparatorChar), "bin", Configuration, "net10.0", name + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} was not built.", path);
    }

    /// <summary>Returns a path below the output folder of builds and tests.</summary>
    public static string Output(params ReadOnlySpan<string> parts) => Path.Combine([Root, "out", .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CxOne.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("These tests do not lie in the repository.");
    }
}
