using CxOne.Errors;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>Represents a change of a point of contact. Unset properties leave their members unchanged.</summary>
public sealed record PointOfContactChange
{
    /// <summary>Gets the id of the point of contact.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the point of contact as the caller read it. If <see langword="null"/>, it is read before the change.</summary>
    public PointOfContact? Base { get; init; }

    /// <summary>Gets the name of the script, with its folder.</summary>
    public string? ScriptName { get; init; }

    /// <summary>Gets the id of the skill.</summary>
    public int? SkillId { get; init; }

    /// <summary>Gets the name, at least one character.</summary>
    public string? Name { get; init; }

    /// <summary>Gets whether contacts are accepted.</summary>
    public bool? IsActive { get; init; }

    /// <summary>
    /// Gets whether contacts are part of IVR reports. The tenant does not return this value, so that a write without it may reset it.
    /// </summary>
    public bool? IvrReporting { get; init; }

    /// <summary>Gets the id of the chat profile. The tenant does not return this value, so that a write without it may reset it.</summary>
    public int? ChatProfileId { get; init; }

    /// <summary>
    /// Gets the maximum number of further attempts when other clients change the point of contact at the same time, 0 to 1,000. The
    /// default is 3.
    /// </summary>
    public int ConflictRetryCount { get; init; } = 3;

    /// <summary>Gets a value indicating whether the caller's value replaces one that another client set.</summary>
    public bool Force { get; init; }

    /// <summary>Gets the changes of members that the tenant does not return, as text.</summary>
    public IReadOnlyList<string> HiddenChanges =>
    [
        .. IvrReporting is { } reporting ? [PointOfContactMessages.IvrReporting(reporting)] : Array.Empty<string>(),
        .. ChatProfileId is { } profile ? [PointOfContactMessages.ChatProfile(profile)] : Array.Empty<string>(),
    ];

    /// <summary>Gets whether no member is named.</summary>
    public bool IsEmpty => HiddenChanges.Count == 0 && Changes().Count == 0;

    /// <inheritdoc/>
    public override string ToString()
        => IsEmpty
            ? PointOfContactMessages.NoChanges
            : string.Join(", ", Changes().Select(change => change.ToString()).Concat(HiddenChanges));

    /// <summary>The changes of members that the tenant returns.</summary>
    internal IReadOnlyList<FieldChange> Changes()
    {
        List<FieldChange> changes = [];
        if (Name is not null)
        {
            changes.Add(FieldChange.Set(PointOfContactShape.Name, Name));
        }

        if (ScriptName is not null)
        {
            changes.Add(FieldChange.Set(PointOfContactShape.ScriptName, ScriptName));
        }

        if (SkillId is { } skill)
        {
            changes.Add(FieldChange.Set(PointOfContactShape.SkillId, skill));
        }

        if (IsActive is { } isActive)
        {
            changes.Add(FieldChange.Set(PointOfContactShape.IsActive, isActive));
        }

        return changes;
    }

    /// <summary>The rules that the values break, independent of what the tenant holds.</summary>
    internal IReadOnlyList<string> Violations()
    {
        List<string> violations = [];
        // An object as it was read, with nothing to change, is already as the caller wants it. Its properties cannot be edited.
        if (IsEmpty && Base is null)
        {
            violations.Add(PointOfContactMessages.NothingToChange);
        }

        if (Name is not null && string.IsNullOrWhiteSpace(Name))
        {
            violations.Add(PointOfContactMessages.NameEmpty);
        }

        if (ScriptName is not null && string.IsNullOrWhiteSpace(ScriptName))
        {
            violations.Add(PointOfContactMessages.ScriptEmpty);
        }

        violations.Range(nameof(ConflictRetryCount), ConflictRetryCount, 0, 1000);
        return violations;
    }
}
