using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Accepts a value of an enumeration only by its name. pwsh also accepts numbers, abbreviations and lists that it combines:
/// <c>-RuleSet 3</c>, <c>N</c> and <c>Ofcom, Crtc</c> would all disable the rules.
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
        => BaseCmdletMessages.ChoiceInvalid(TerminalText.Message(given ?? string.Empty), Enum.GetNames<T>());
}

/// <summary>Reads a value of an enumeration by its name, in any case.</summary>
internal static class ChoiceName
{
    /// <param name="text">The name. Numbers, abbreviations and lists of names are not accepted.</param>
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
