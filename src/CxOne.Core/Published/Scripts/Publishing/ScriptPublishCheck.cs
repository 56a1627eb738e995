using CxOne.Errors;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;
using CxOne.Studio.Testing;

namespace CxOne.Published;

/// <summary>What must be right before anything is sent: the linter finds no error, and every test case passes.</summary>
internal sealed record ScriptPublishCheck
{
    public required IReadOnlyList<ScriptLintFinding> Findings { get; init; }

    public required IReadOnlyList<ScriptTestResult> Tests { get; init; }

    /// <summary>The reason why the script is not published; <see langword="null"/> if it may be.</summary>
    public CxException? Failure { get; init; }

    /// <summary>Checks a script. Test cases of a script with errors are not run.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ScriptPublishCheck Run(ScriptPublishRequest request, CancellationToken cancellationToken)
    {
        var item = request.File ?? request.Name;
        var findings = ScriptLinter.Lint(request.Graph, request.Lint).Findings;
        ScriptLintFinding[] errors = [.. findings.Where(finding => !finding.Passed)];
        if (errors.Length > 0)
        {
            return new ScriptPublishCheck
            {
                Findings = findings,
                Tests = [],
                Failure = new CxException(
                    CxErrors.ScriptLintFailed,
                    ErrorText.List(
                        ScriptWriteMessages.LintFailed(request.Name, errors.Length), errors.Select(finding => finding.ToString())),
                    item,
                    null),
            };
        }

        ScriptTestResult[] results =
        [
            .. request.Tests.Select(test =>
                ScriptTestRunner.Run(test.Case, request.Graph, test.Library, cancellationToken) with { Source = test.Source }),
        ];
        ScriptTestResult[] failed = [.. results.Where(result => !result.Passed)];
        return new ScriptPublishCheck
        {
            Findings = findings,
            Tests = results,
            Failure = failed.Length == 0 ? null : new CxException(
                CxErrors.ScriptTestFailed,
                ErrorText.List(
                    ScriptWriteMessages.TestsFailed(request.Name, failed.Length, results.Length),
                    failed.Select(result => result.ToString())),
                item,
                null),
        };
    }
}
