using System.Management.Automation;
using CxOne.Dialer;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Dialer;

/// <summary>
/// Takes a copy of a dialer configuration, such as ConvertFrom-Json, Import-Clixml, Import-Csv and Select-Object give, or a table
/// of any kind, with its values. Anything else passes as it is, so that pwsh tries the other parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DialerConfigInputAttribute : ArgumentTransformationAttribute
{
    /// <summary>A configuration as it was read is taken with its values as well: they are a state to bring back.</summary>
    public bool TakesValues { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Tables.Entries(JsonObjects.Bare(inputData)) is { } table)
        {
            var named = table.FirstOrDefault(entry => entry.Key.Equals("Id", StringComparison.OrdinalIgnoreCase)).Value;
            return named is not null && LanguagePrimitives.ConvertTo<string>(named) is var key && !string.IsNullOrWhiteSpace(key)
                ? Take(inputData!, key)
                : throw new ArgumentTransformationMetadataException(DialerCmdletMessages.TableWithoutId);
        }

        if (inputData is not PSObject item)
        {
            return inputData;
        }

        var isCopy = item.BaseObject is PSCustomObject && !item.TypeNames.Any(IsOther);
        var id = item.Properties["Id"]?.Value is { } value ? LanguagePrimitives.ConvertTo<string>(value) : null;
        return string.IsNullOrWhiteSpace(id) || !(isCopy || (TakesValues && item.BaseObject is DialerConfig))
            ? inputData
            : Take(item, id);
    }

    private static DialerConfig Take(object item, string id)
    {
        try
        {
            return DialerConfigCopies.Take(item, id);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(DialerCmdletMessages.CopyNotJson(id, exception.Message));
        }
    }

    /// <summary>Another type of the module: its id is of use, its members are not those of a configuration.</summary>
    private static bool IsOther(string type)
        => type.Contains("CxOne.", StringComparison.Ordinal) && !type.EndsWith(nameof(DialerConfig), StringComparison.Ordinal);
}
