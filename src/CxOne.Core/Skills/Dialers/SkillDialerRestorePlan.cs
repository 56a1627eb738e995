using CxOne.Audit;
using CxOne.Merge;

namespace CxOne.Skills;

/// <summary>Represents the changes that a restore would make.</summary>
public sealed class SkillDialerRestorePlan
{
    internal SkillDialerRestorePlan(string id, IReadOnlyList<Step> steps, bool isRestored)
    {
        Id = id;
        Steps = steps;
        IsRestored = isRestored;
        Changes = [.. steps.SelectMany(step
            => JsonFields.Compare(step.Current.Body, JsonFields.With(step.Current.Body, step.Changes)))];
    }

    /// <summary>Gets the id of the skill.</summary>
    public string Id { get; }

    /// <summary>Gets the newest audit record that holds a state to restore.</summary>
    public AuditRecord Record => Steps[^1].Record;

    /// <summary>Gets the members that would change; the name of each begins with its block.</summary>
    public IReadOnlyList<CxFieldDifference> Changes { get; }

    /// <summary>Gets whether the newest change is itself a restore, so that without a named record nothing is left to restore.</summary>
    public bool IsRestored { get; }

    internal IReadOnlyList<Step> Steps { get; }

    /// <summary>The restore of one block.</summary>
    internal sealed record Step(SkillBlock Block, AuditRecord Record, IReadOnlyList<FieldChange> Changes, VersionedState Current);
}
