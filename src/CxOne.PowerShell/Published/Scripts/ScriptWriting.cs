using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>What publishing and restoring a script have in common: show the plan, ask, carry it out, and report.</summary>
internal sealed class ScriptWriting(CxCmdlet cmdlet)
{
    /// <summary>The points of contact and skills that a question names.</summary>
    private const int Shown = 10;

    /// <summary>
    /// Asks about a script that active points of contact or outbound skills run at once. That has a high impact: only -Confirm:$false and a
    /// $ConfirmPreference of None answer it.
    /// </summary>
    /// <exception cref="CxException">The session cannot ask (<c>ConfirmationRequired</c>).</exception>
    public bool IsConfirmed(ScriptPublishPlan plan)
    {
        string[] points = [.. plan.ActivePoints.Concat(plan.CutOver).DistinctBy(point => point.Id).Select(point => $"{point}")];
        string[] users = [.. points, .. Skills(plan)];
        return users.Length == 0
            || IsNeverAsked
            || Confirmation.Ask(
                cmdlet,
                PublishedCmdletMessages.InUseQuestion(plan.Name, points.Length, plan.ActiveSkills.Count, [.. users.Take(Shown)]),
                PublishedCmdletMessages.InUseCaption,
                () => new CxException(
                    CxErrors.ConfirmationRequired,
                    PublishedCmdletMessages.InUseRefusal(plan.Name, points.Length, plan.ActiveSkills.Count),
                    plan.Name));
    }

    /// <summary>What the script does differently, one line per difference, and what leads to it.</summary>
    public static IEnumerable<string> Describe(ScriptPublishPlan plan, CancellationToken token)
    {
        if (!plan.IsUnchanged)
        {
            var comparison = plan.Compare(null, token);
            foreach (var line in comparison.Endings.Select(ending => ending.Text)
                .Concat(comparison.Changes.Select(change => change.Text))
                .Concat(comparison.NewFindings.Select(finding => PublishedCmdletMessages.NewFinding(finding.ToString()))))
            {
                yield return line;
            }
        }

        foreach (var user in plan.ActivePoints.Select(point => $"{point}").Concat(Skills(plan)))
        {
            yield return PublishedCmdletMessages.RunsIt(user);
        }
    }

    /// <summary>Writes a result and its errors: one error per finding of the tenant's check.</summary>
    public static async Task WriteAsync(CxOutcome<ScriptPublishResult> outcome, object item, CxPipeline pipeline)
    {
        await pipeline.WriteAsync(outcome.Result).ConfigureAwait(false);
        if (outcome.Failure is ScriptSaveException { Findings.Count: > 1 } refusal)
        {
            foreach (var finding in refusal.Findings)
            {
                await pipeline.WriteErrorAsync(ErrorRecords.From(
                    new CxException(
                        refusal.Definition, PublishedCmdletMessages.RefusedBecause(outcome.Result.Name, finding.ToString()), item, refusal),
                    item)).ConfigureAwait(false);
            }
        }
        else if (outcome.Failure is { } failure)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(failure, item)).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> Skills(ScriptPublishPlan plan)
        => plan.ActiveSkills.Select(skill => PublishedCmdletMessages.OfSkill(skill.ToString()));

    private bool IsNeverAsked
        => LanguagePrimitives.TryConvertTo<ConfirmImpact>(cmdlet.GetVariableValue("ConfirmPreference"), out var preference)
            && preference == ConfirmImpact.None;
}
