using CxOne.Errors;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Studio;

/// <summary>Test cases of a script as JSON: hashtables, objects, and what ConvertFrom-Json gives.</summary>
internal static class TestJson
{
    /// <exception cref="CxValidationException">The value has something that JSON cannot hold.</exception>
    public static byte[] Of(object value, string parameter)
    {
        try
        {
            return JsonObjects.ToJson(value);
        }
        catch (ArgumentException exception)
        {
            throw new CxValidationException([StudioCmdletMessages.ValueNotJson(parameter, exception.Message)], value);
        }
    }
}
