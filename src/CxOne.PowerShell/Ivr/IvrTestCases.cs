using System.Management.Automation;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Ivr;

/// <summary>Makes test cases of what a script has: hashtables, objects from JSON and CSV, or plain inputs.</summary>
internal static class IvrTestCases
{
    /// <exception cref="CxValidationException">A test case cannot be read; all violations together.</exception>
    public static IReadOnlyList<IvrTestCase> From(string[]? input, object[]? cases, string[] ignoredColumns)
    {
        var (read, violations) = Read(input, cases, ignoredColumns);
        CxValidationException.ThrowIfAny(violations);
        return read;
    }

    /// <summary>Reads what can be read, and says of the rest why it cannot.</summary>
    public static (IReadOnlyList<IvrTestCase> Cases, IReadOnlyList<string> Violations) Read(
        string[]? input, object[]? cases, string[] ignoredColumns)
    {
        if (input is not null)
        {
            return ([new IvrTestCase { Input = input }], []);
        }

        List<IvrTestCase> read = [];
        List<string> violations = [];
        foreach (var item in cases ?? [])
        {
            if (item is null or string || (item is PSObject { BaseObject: string or ValueType }))
            {
                violations.Add($"Test case {read.Count + violations.Count + 1}: it is not a hashtable or an object with members.");
                continue;
            }

            try
            {
                read.Add(IvrTestCaseReader.Read(JsonObjects.Members(item), read.Count + violations.Count + 1, ignoredColumns));
            }
            catch (CxValidationException exception)
            {
                violations.AddRange(exception.Violations);
            }
        }

        return (read, violations);
    }
}
