namespace CxOne.PowerShell.Ivr;

/// <summary>The environments that callers use: a deployment to one of them must be confirmed.</summary>
internal static class ProductionEnvironments
{
    /// <summary>The environment variable with further names, separated by commas or semicolons.</summary>
    public const string Variable = "CXONE_PRODUCTION_ENVIRONMENT";

    private static readonly string[] Usual = ["production", "prod"];
    private static readonly char[] Separators = [',', ';'];

    /// <param name="environment">The name; its case does not matter.</param>
    /// <param name="further">The value of the environment variable.</param>
    public static bool Contains(string environment, string? further)
        => Usual
            .Concat((further ?? string.Empty).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Contains(environment.Trim(), StringComparer.OrdinalIgnoreCase);
}
