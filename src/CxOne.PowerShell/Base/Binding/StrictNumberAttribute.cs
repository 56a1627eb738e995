using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Reads text as a number only if it has one meaning: pwsh itself ignores a comma as a thousands separator, so that a German 0,5 would
/// become 5. Numbers are passed unchanged, except fractions where whole numbers are required: pwsh would round them.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class StrictNumberAttribute : ArgumentTransformationAttribute
{
    /// <summary>Fractions are refused.</summary>
    public bool IsWhole { get; set; }

    /// <summary>The parameter takes several numbers. Otherwise a list is a number that was written with a comma.</summary>
    public bool IsList { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                null => inputData,
                IEnumerable items and not string => All([.. items.Cast<object?>()]),
                _ => Read(value, IsWhole),
            };
        }
        catch (FormatException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message);
        }
    }

    /// <summary>Reads a number.</summary>
    /// <returns>The number; <see langword="null"/> for blank text, because an empty cell of a table holds no value.</returns>
    /// <exception cref="FormatException">The text is not a number, or a fraction where a whole number is required.</exception>
    public static object? Read(object? item, bool isWhole)
    {
        var value = item is PSObject wrapped ? wrapped.BaseObject : item;
        switch (value)
        {
            case float single:
                // The shortest number that is read as the same float: 0.12 as single precision is not 0.11999999731779099.
                value = double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                break;
            case char or bool:
                throw NotANumber($"{value}", isWhole);
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
                    : throw NotANumber(text.Trim(), isWhole);
                break;
        }

        if (isWhole
            && value is double or float or decimal
            && Convert.ToDouble(value, CultureInfo.InvariantCulture) is var given
            && given != Math.Floor(given))
        {
            throw new FormatException(BaseCmdletMessages.NotWhole(given));
        }

        return value;
    }

    private object? All(object?[] items)
    {
        if (IsList)
        {
            return items.Select(item => Read(item, IsWhole)).ToArray();
        }

        var texts = items.Select(item => LanguagePrimitives.ConvertTo<string>(item)).ToArray();
        return items switch
        {
            [var only] => Read(only, IsWhole),
            [int, int] when !IsWhole => throw new FormatException(BaseCmdletMessages.CommaMadeAList(texts[0], texts[1])),
            _ => throw new FormatException(BaseCmdletMessages.ListForANumber(texts)),
        };
    }

    private static FormatException NotANumber(string text, bool isWhole)
    {
        var shown = TerminalText.Message(text);
        if (Percent().Match(text) is { Success: true } percent
            && decimal.TryParse(
                percent.Groups[1].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share))
        {
            return new FormatException(BaseCmdletMessages.PercentForAShare(shown, percent.Groups[1].Value, share / 100));
        }

        return new FormatException(
            !isWhole && DecimalComma().IsMatch(text)
                ? BaseCmdletMessages.DecimalComma(shown, shown.Replace(',', '.'))
                : BaseCmdletMessages.NotANumber(shown, isWhole));
    }

    [GeneratedRegex(@"\A([0-9]+(?:[.,][0-9]+)?)\s*%\z")]
    private static partial Regex Percent();

    [GeneratedRegex(@"\A[+-]?[0-9]+,[0-9]+\z")]
    private static partial Regex DecimalComma();
}
