using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace CxOne.Connection;

/// <summary>Reads the version of the published calls that a user chose.</summary>
internal static partial class CxApiVersion
{
    /// <summary>Returns a version in the form of the paths, such as <c>v30.0</c>.</summary>
    /// <param name="text">The version: <c>30</c>, <c>30.0</c> or <c>v30.0</c>, from 1 to 99; <see langword="null"/> for none.</param>
    /// <param name="violations">Receives what is wrong with the text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Normalize(string? text, List<string> violations)
    {
        if (text is null)
        {
            return null;
        }

        if (Pattern().Match(text) is { Success: true } match)
        {
            return $"v{match.Groups["number"].Value}.0";
        }

        violations.Add(ConnectionMessages.ApiVersionInvalid(text));
        return text;
    }

    [GeneratedRegex(@"\A(v(?=[0-9]+\.))?(?<number>[1-9][0-9]?)(\.0)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
