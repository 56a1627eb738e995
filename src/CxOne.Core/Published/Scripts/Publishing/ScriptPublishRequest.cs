using CxOne.Errors;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;

namespace CxOne.Published;

/// <summary>Represents a script that is to be published.</summary>
public sealed record ScriptPublishRequest
{
    private const int LongestPart = 100;

    /// <summary>Gets the name that the script is to have, with its folder, e.g. <c>PROD\Main</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the script.</summary>
    public required ScriptGraph Graph { get; init; }

    /// <summary>Gets the file that holds the script, for results and records.</summary>
    public string? File { get; init; }

    /// <summary>Gets what the linter may use. By default every rule has its own severity.</summary>
    public ScriptLintOptions Lint { get; init; } = new();

    /// <summary>Gets the test cases that must pass. The default is an empty list.</summary>
    public IReadOnlyList<ScriptPublishTest> Tests { get; init; } = [];

    /// <summary>
    /// Gets the version of the tenant's script that the script is based on; <see langword="null"/> if it is not known. A script that the
    /// tenant does not have needs none.
    /// </summary>
    public ScriptBase? Base { get; init; }

    /// <summary>Gets whether a version that another user saved in between is replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Gets the ids of the points of contact that are connected to the script after the save.</summary>
    public IReadOnlyList<string> PointsOfContact { get; init; } = [];

    /// <summary>
    /// Gets whether the contacts of these points of contact are part of IVR reports. The tenant does not return this value, so that a
    /// write without it may reset it.
    /// </summary>
    public bool? IvrReporting { get; init; }

    /// <exception cref="CxValidationException">The name cannot be that of a script.</exception>
    internal void Validate()
    {
        var isValid = Name.Split('\\').All(part => part.Length is > 0 and <= LongestPart
            && part.All(character => char.IsLetterOrDigit(character) || character is ' ' or '.' or '-' or '_')
            && part.Trim() == part && part is not "." and not "..");
        CxValidationException.ThrowIfAny(isValid ? [] : [ScriptWriteMessages.NameInvalid(Name)], File ?? Name);
    }
}
