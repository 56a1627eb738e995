using System.Text.Json.Nodes;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Merge;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>All reads and checks of a change, before anything is written.</summary>
/// <param name="Check">What the change would do, and what it breaks.</param>
/// <param name="Blocks">The blocks that change, in the order of the writes.</param>
internal sealed record SkillDialerPreparation(SkillDialerCheck Check, IReadOnlyList<SkillDialerPreparation.Block> Blocks)
{
    /// <summary>Reads the skill, the blocks that the change concerns, and the calls of its campaign, and checks the change.</summary>
    /// <exception cref="CxException">The tenant has no such skill (<c>ObjectNotFound</c>), or a request failed.</exception>
    public static async Task<SkillDialerPreparation> RunAsync(
        CxConnection connection, SkillDialerChange change, ICxLog log, CancellationToken cancellationToken)
    {
        var plan = SkillDialerPlan.Of(change);
        List<string> violations = [.. plan.Violations];
        if (change.Reason is not null && string.IsNullOrWhiteSpace(change.Reason))
        {
            violations.Add(SkillMessages.ReasonEmpty);
        }

        var skill = await SkillReader.GetAsync(connection, change.Id, log, cancellationToken).ConfigureAwait(false);
        if (skill.IsOutbound == false)
        {
            violations.Add(SkillMessages.NotOutbound(skill.ToString()));
            return new SkillDialerPreparation(ToCheck(skill, change, violations, [], [], null), []);
        }

        var client = new PublishedClient(connection, log);
        var isGuarded = change.RuleSet != DialerRuleSet.None;
        var calls = isGuarded ? await SkillGuard.CountAsync(connection, skill, log, cancellationToken).ConfigureAwait(false) : null;
        List<Block> blocks = [];
        foreach (var block in SkillBlocks.All)
        {
            var changes = plan.Blocks.FirstOrDefault(entry => entry.Block == block).Changes ?? [];
            if (changes.Count > 0 || (isGuarded && (block == SkillBlocks.General || block == SkillBlocks.Cpa)))
            {
                var current = await SkillBlockReader.ReadAsync(client, change.Id, block, cancellationToken).ConfigureAwait(false);
                if (block == SkillBlocks.General && change is { MaximumStep: { } step, MaximumRatio: { } wanted })
                {
                    changes = Limited(changes, (JsonObject)current.Body[block.Key]!, wanted, step, calls?.Rate, change.RuleSet);
                }

                blocks.Add(new Block(block, changes, current, JsonFields.With(current.Body, changes)));
            }
        }

        var warnings = Warnings(blocks).ToList();
        if (blocks.Find(block => block.Kind == SkillBlocks.Schedule) is { Changes.Count: > 0, IsChanged: true } schedule)
        {
            violations.AddRange(SkillSchedule.Violations(schedule.Merged));
        }

        SkillGuardResult? guard = null;
        if (calls is not null)
        {
            guard = Evaluate(skill, change, calls, blocks);
            Judge(guard, change, violations, warnings);
        }

        List<CxFieldDifference> differences =
            [.. blocks.SelectMany(block => JsonFields.Compare(block.Current.Body, block.Root))];
        return new SkillDialerPreparation(
            ToCheck(skill, change, violations, warnings, differences, guard), [.. blocks.Where(block => block.Changes.Count > 0)]);
    }

    private static SkillGuardResult Evaluate(Skill skill, SkillDialerChange change, SkillCalls calls, List<Block> blocks)
    {
        var general = blocks.Find(block => block.Kind == SkillBlocks.General)!;
        var cpa = blocks.Find(block => block.Kind == SkillBlocks.Cpa)!;
        return SkillGuard.Evaluate(
            skill,
            change.RuleSet,
            calls,
            new SkillGuardSettings(general.Former, cpa.Former),
            new SkillGuardSettings(general.Merged, cpa.Merged),
            general.Changes.Concat(cpa.Changes).Select(entry => entry.Path.Name).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The changes with a ratio that is at most one step away from the present one.</summary>
    private static List<FieldChange> Limited(
        IReadOnlyList<FieldChange> changes, JsonObject general, double wanted, double step, double? rate, DialerRuleSet ruleSet)
    {
        var path = SkillBlocks.General.Path("maximumRatio");
        if (SkillRules.Number(general, path.Name) is not { } present || !double.IsFinite(wanted) || !(step > 0))
        {
            return [.. changes];
        }

        var next = SkillRatioStep.Next(present, wanted, step, rate, DialerRuleSets.AbandonmentLimit(ruleSet));
        return [.. changes.Select(change => change.Path == path ? FieldChange.Set(path, next) : change)];
    }

    /// <summary>A finding that the change causes needs force and a reason; one that was there before is a warning.</summary>
    private static void Judge(SkillGuardResult guard, SkillDialerChange change, List<string> violations, List<string> warnings)
    {
        var isForced = change.Force && !string.IsNullOrWhiteSpace(change.Reason);
        foreach (var finding in guard.Findings)
        {
            if (!guard.Refusals.Contains(finding))
            {
                warnings.Add(SkillMessages.FindingKept(finding));
            }
            else if (isForced)
            {
                warnings.Add(SkillMessages.FindingForced(finding));
            }
            else
            {
                violations.Add(SkillMessages.NeedsReason(finding));
            }
        }

        if (guard.Remark is { } remark)
        {
            warnings.Add(SkillMessages.Inconclusive(remark));
        }
    }

    private static IEnumerable<string> Warnings(List<Block> blocks)
    {
        string[] overridden = ["abandonRateCutoff", "abandonRateThreshold", "beginDampenPercentage"];
        if (blocks.Find(block => block.Kind == SkillBlocks.General) is { } general
            && general.Changes.Any(change => overridden.Contains(change.Path.Name, StringComparer.Ordinal))
            && MemberTable.Text(general.Merged, "overrideBusinessUnitAbandonRate") == "false")
        {
            yield return SkillMessages.AbandonRateWithoutEffect;
        }

        if (blocks.Find(block => block.Kind == SkillBlocks.Schedule) is { Changes.Count: > 0 } schedule
            && schedule.Changes.All(change => change.Path.Name != "isScheduled")
            && MemberTable.Text(schedule.Merged, "isScheduled") == "false")
        {
            yield return SkillMessages.ScheduleWithoutEffect;
        }
    }

    private static SkillDialerCheck ToCheck(
        Skill skill,
        SkillDialerChange change,
        IReadOnlyList<string> violations,
        IReadOnlyList<string> warnings,
        IReadOnlyList<CxFieldDifference> differences,
        SkillGuardResult? guard) => new()
    {
        Id = skill.Id,
        Name = skill.Name,
        Violations = violations,
        Warnings = warnings,
        Changes = differences,
        RuleSet = change.RuleSet,
        Guard = guard,
    };

    /// <summary>A block as it is and as it would be.</summary>
    internal sealed record Block(SkillBlock Kind, IReadOnlyList<FieldChange> Changes, VersionedState Current, JsonObject Root)
    {
        public JsonObject Former => (JsonObject)Current.Body[Kind.Key]!;

        public JsonObject Merged => (JsonObject)Root[Kind.Key]!;

        public bool IsChanged => !JsonNode.DeepEquals(Current.Body, Root);
    }
}
