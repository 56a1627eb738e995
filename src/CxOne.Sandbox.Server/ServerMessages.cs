namespace CxOne.Sandbox.Server;

/// <summary>The errors of the command line.</summary>
internal static class ServerMessages
{
    public const string StateFileRequired = "Option --state requires a file name.";

    public static string UnknownOption(string name) => $"Option '{name}' is unknown.";

    public static string ValueRequired(string name) => $"Option {name} requires a value.";

    public static string NotInRange(string name, string value, int minimum, int maximum)
        => FormattableString.Invariant($"Option {name} must be a whole number between {minimum} and {maximum} (was '{value}').");

    public static string NotAChoice(string name, string value, string choices)
        => $"Option {name} must be one of {choices} (was '{value}').";

    public static string WithHelp(string error) => $"{error} --help lists the options.";
}
