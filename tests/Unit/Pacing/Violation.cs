using System.Text.RegularExpressions;

namespace CxOne.Tests.Pacing;

/// <summary>The facts of a violation without its wording.</summary>
internal static partial class Violation
{
    /// <summary>Returns the member and the value of a range violation, such as <c>Agents=0</c>.</summary>
    public static string MemberAndValue(string violation)
    {
        var match = Pattern().Match(violation);
        Assert.True(match.Success, violation);
        return $"{match.Groups[1].Value}={match.Groups[2].Value}";
    }

    [GeneratedRegex(@"^(.*?) must be .*\(was ([^)]*)\)\.")]
    private static partial Regex Pattern();
}
