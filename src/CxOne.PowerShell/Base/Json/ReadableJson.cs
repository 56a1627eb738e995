using System.Management.Automation;
using System.Text;

namespace CxOne.PowerShell.Base;

/// <summary>A JSON object as an object of pwsh. Its text is JSON: that of pwsh itself shows no lists and cannot be read back.</summary>
internal sealed class ReadableJson : PSObject
{
    public override string ToString() => Encoding.UTF8.GetString(JsonObjects.ToJson(this));
}
