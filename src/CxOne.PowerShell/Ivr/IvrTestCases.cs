using System.Management.Automation;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Ivr;

/// <summary>Reads test cases from hashtables, from objects such as those of JSON and CSV, or from plain inputs.</summary>
internal static class IvrTestCases
{
    /// <exception cref="CxValidationException">A test case cannot be read; all violations together.</exception>
    public static IReadOnlyList<IvrTestCase> From(IvrTestInput input, object[]? cases)
    {
        var (read, violations) = Read(input, cases);
        CxValidationException.ThrowIfAny(violations);
        return read;
    }

    /// <summary>Reads the test cases and returns a violation for each one that is invalid.</summary>
    public static (IReadOnlyList<IvrTestCase> Cases, IReadOnlyList<string> Violations) Read(IvrTestInput input, object[]? cases)
    {
        if (input.Input is not null)
        {
            return ([input.Read()], []);
        }

        if (input.HasExpectation)
        {
            return ([], [IvrCmdletMessages.ExpectationWithoutInput]);
        }

        List<IvrTestCase> read = [];
        List<string> violations = [];
        foreach (var item in cases ?? [])
        {
            if (item is null or string || (item is PSObject { BaseObject: string or ValueType }))
            {
                violations.Add(IvrCmdletMessages.TestCaseNotAnObject(read.Count + violations.Count + 1));
                continue;
            }

            try
            {
                read.Add(IvrTestCaseReader.Read(JsonObjects.Members(item), read.Count + violations.Count + 1));
            }
            catch (CxValidationException exception)
            {
                violations.AddRange(exception.Violations);
            }
        }

        return (read, violations);
    }
}
