using System.Collections;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace CxOne.PowerShell.Ivr;

/// <summary>
/// Keeps which inputs were typed as numbers: pwsh makes numbers of digits without quotes in a list, so that 01 arrives as 1.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TestInputAttribute : ArgumentTransformationAttribute
{
    private static readonly ConditionalWeakTable<string[], string[]> Numbers = [];

    /// <summary>The inputs of a parameter's value that were numbers.</summary>
    public static IReadOnlyList<string> NumbersOf(string[] input) => Numbers.TryGetValue(input, out var numbers) ? numbers : [];

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not IEnumerable list || list is string)
        {
            // One number alone keeps the text that was typed.
            return inputData;
        }

        object?[] items = [.. list.Cast<object?>()];
        string[] texts = [.. items.Select(item => LanguagePrimitives.ConvertTo<string>(item))];
        Numbers.Add(texts, [.. texts.Where((_, index) => IsNumber(items[index]))]);
        return texts;
    }

    /// <summary>A number that was typed in a script; JSON gives longer ones, and has no leading zeros that could be lost.</summary>
    public static bool IsNumber(object? item) => (item is PSObject wrapped ? wrapped.BaseObject : item) is int or double;
}
