using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>A JSON number that no type of .NET holds with all of its digits: the nearest double, and the text to write back.</summary>
internal sealed class ExactNumber : PSObject
{
    public ExactNumber(double value, string json)
        : base(value)
        => Json = json;

    public string Json { get; }
}
