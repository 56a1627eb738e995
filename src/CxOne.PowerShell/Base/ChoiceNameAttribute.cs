using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Takes a value of an enumeration by its name only. pwsh itself also takes numbers, abbreviations and lists whose values add up:
/// <c>-RuleSet 3</c>, <c>N</c> and <c>Ofcom, Crtc</c> would all mean that no rule applies.
/// </summary>
/// <typeparam name="T">The enumeration.</typeparam>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ChoiceNameAttribute<T> : ArgumentTransformationAttribute
    where T : struct, Enum
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            T value when Enum.IsDefined(value) => value,
            string text when ChoiceName.TryRead(text, out T value) => value,
            var other => throw new ArgumentTransformationMetadataException(Refusal(LanguagePrimitives.ConvertTo<string>(other))),
        };

    private static string Refusal(string? given)
        => $"'{TerminalText.Message(given ?? string.Empty)}' is not one of the possible values: {string.Join(", ", Enum.GetNames<T>())}.";
}

/// <summary>Reads a value of an enumeration by its name, in any case.</summary>
internal static class ChoiceName
{
    /// <param name="text">The name; numbers, abbreviations and lists of names are none.</param>
    /// <param name="value">The value.</param>
    public static bool TryRead<T>(string text, out T value)
        where T : struct, Enum
    {
        var name = text.Trim();
        return Enum.TryParse(name, ignoreCase: true, out value)
            && Enum.IsDefined(value)
            && value.ToString().Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
