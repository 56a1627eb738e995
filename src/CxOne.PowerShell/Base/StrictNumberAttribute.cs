using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Reads text as a number only where it can mean but one: pwsh itself takes a comma for a separator of thousands, so that a German
/// 0,5 would become 5. Numbers pass as they are, except fractions where whole numbers are wanted: pwsh would round them.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StrictNumberAttribute : ArgumentTransformationAttribute
{
    /// <summary>Fractions are refused.</summary>
    public bool IsWhole { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                null => inputData,
                IEnumerable items and not string => items.Cast<object?>().Select(item => Read(item, IsWhole)).ToArray(),
                _ => Read(value, IsWhole),
            };
        }
        catch (FormatException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message);
        }
    }

    /// <summary>A number as it was given, or what a text means.</summary>
    /// <returns>The number; <see langword="null"/> for blank text, because an empty cell of a table holds no value.</returns>
    /// <exception cref="FormatException">The text is no number, or a fraction where a whole number is wanted.</exception>
    public static object? Read(object? item, bool isWhole)
    {
        var value = item is PSObject wrapped ? wrapped.BaseObject : item;
        switch (value)
        {
            case char or bool:
                throw NoNumber($"{value}", isWhole);
            case string text when string.IsNullOrWhiteSpace(text):
                return null;
            case string text
                when isWhole && long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole):
                return whole;
            case string text:
                value = double.TryParse(
                    text.Trim(),
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                    CultureInfo.InvariantCulture,
                    out var number)
                    ? number
                    : throw NoNumber(text, isWhole);
                break;
        }

        if (isWhole
            && value is double or float or decimal
            && Convert.ToDouble(value, CultureInfo.InvariantCulture) is var given
            && given != Math.Floor(given))
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{given} is not a whole number."));
        }

        return value;
    }

    private static FormatException NoNumber(string text, bool isWhole)
        => new($"'{TerminalText.Message(text)}' is not a number with a point before its decimals, such as {(isWhole ? "50" : "0.5")}.");
}
