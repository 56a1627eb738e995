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
        if (value is object[] items)
        {
            return items.Select(One).ToArray();
        }

        return value is null ? inputData : One(value);
    }

    private object? One(object? item)
    {
        var value = item is PSObject wrapped ? wrapped.BaseObject : item;
        if (value is string text)
        {
            // An empty cell of a table says nothing.
            if (string.IsNullOrWhiteSpace(text))
            {
                return null;
            }

            value = double.TryParse(
                text.Trim(),
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out var number)
                ? number
                : throw new ArgumentTransformationMetadataException(
                    $"'{TerminalText.Message(text)}' is not a number with a point before its "
                        + $"decimals, such as {(IsWhole ? "50" : "0.5")}.");
        }

        if (IsWhole
            && value is double or float or decimal
            && Convert.ToDouble(value, CultureInfo.InvariantCulture) is var given
            && given != Math.Floor(given))
        {
            throw new ArgumentTransformationMetadataException(
                string.Create(CultureInfo.InvariantCulture, $"{given} is not a whole number."));
        }

        return value;
    }
}
