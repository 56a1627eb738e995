using System.Management.Automation;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Ivr;

/// <summary>Reads test cases from hashtables, from objects such as those of JSON and CSV, or from plain inputs.</summary>
internal static class IvrTestCases
{
    /// <exception cref="CxValidationException">A test case cannot be read; all violations together.</exception>
    public static IReadOnlyList<IvrTestCase> From(IvrTestInput input, object[]? cases, string[] ignoredColumns)
    {
        var (read, violations) = Read(input, cases, ignoredColumns);
        CxValidationException.ThrowIfAny(violations);
        return read;
    }

    /// <summary>Reads the test cases and returns a violation for each one that is invalid.</summary>
    public static (IReadOnlyList<IvrTestCase> Cases, IReadOnlyList<string> Violations) Read(
        IvrTestInput input, object[]? cases, string[] ignoredColumns)
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
        foreach (var item in Flat(cases))
        {
            if (item is null or string || (item is PSObject { BaseObject: string or ValueType }))
            {
                violations.Add(IvrCmdletMessages.TestCaseNotAnObject(read.Count + violations.Count + 1));
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
            catch (ArgumentException exception)
            {
                violations.Add($"Test case {read.Count + violations.Count + 1}: {exception.Message}");
            }
        }

        return (read, violations);
    }

    /// <summary>
    /// The test cases inside collections of any type. An array of test cases is one already; pwsh puts any other collection into one as its
    /// only element. A hashtable is a test case.
    /// </summary>
    private static IEnumerable<object?> Flat(object?[]? cases) => (cases ?? []).SelectMany(
        item => item is not null && LanguagePrimitives.GetEnumerable(item) is { } list ? Flat([.. list.Cast<object?>()]) : [item]);

    /// <summary>Warns of inputs that were typed without quotes: a leading zero is lost before the cmdlet sees it.</summary>
    public static void NumberWarning(string[]? input, object[]? cases, CxCmdlet cmdlet)
    {
        List<string> numbers = [.. input is null ? [] : TestInputAttribute.NumbersOf(input)];
        foreach (var item in Flat(cases))
        {
            var entries = Tables.Entries(JsonObjects.Bare(item)) ?? [];
            var inputs = entries.Where(entry => entry.Key.Equals("Input", StringComparison.OrdinalIgnoreCase));
            foreach (var value in inputs.Select(entry => entry.Value))
            {
                var list = JsonObjects.Bare(value) as System.Collections.IEnumerable;
                numbers.AddRange((list is null or string ? [value] : list.Cast<object?>())
                    .Where(TestInputAttribute.IsNumber)
                    .Select(number => LanguagePrimitives.ConvertTo<string>(number)));
            }
        }

        if (numbers.Count > 0)
        {
            var shown = string.Join(", ", numbers.Distinct(StringComparer.Ordinal));
            cmdlet.WriteWarning(
                $"Inputs were typed as numbers ({shown}); pwsh drops leading zeros from those, so that 01 arrives as 1. "
                    + $"Put inputs in quotes: '{numbers[0]}'.");
        }
    }
}
