namespace CxOne.PowerShell.Reports;

/// <summary>The texts of the area that name cmdlets, parameters or the pipeline.</summary>
internal static class ReportsCmdletMessages
{
    public const string SimulationForeign = "Simulation must contain only results of Invoke-CxIvrSimulation.";

    public const string WriteDiagrams = "Write IVR diagram page";

    public const string WriteReport = "Write report";

    public static string RequiresPath(string name) => $"-{name} requires -Path.";

    public static string NotDiagramInput(string type)
        => $"The input object of type {type} is not an IVR definition, a simulated call, a definition id or the file of a script. "
            + $"Deserialized objects, such as those of Import-Clixml, are not accepted.";

    public static string NotReportInput(string type)
        => $"The input object of type {type} is not a result of Publish-CxIvrDeployment or Invoke-CxIvrSimulation. "
            + $"Deserialized objects, such as those of Import-Clixml, are not accepted.";

    public static string NotOriginal(string source)
        => $"Objects of {source} are required. Deserialized objects, such as those of Import-Clixml, are not accepted.";

    public static string NotDrawn(string definitionId)
        => $"The simulated calls of '{definitionId}' are not drawn, because that definition is not in the input.";

    public static string NotFileSystem(string path, string provider)
        => $"The path must be in the file system ('{path}' belongs to the provider {provider}).";

    public static string Written(string path) => $"Wrote '{path}'.";
}
