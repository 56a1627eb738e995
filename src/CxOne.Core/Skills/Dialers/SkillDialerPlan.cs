using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Merge;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>The members that a change sets, by block in the order of the writes, and what is wrong with them.</summary>
internal sealed class SkillDialerPlan
{
    private readonly Dictionary<SkillBlock, List<FieldChange>> _changes = [];
    private readonly List<string> _violations = [];

    private SkillDialerPlan()
    {
    }

    /// <summary>The changes of a block.</summary>
    public readonly record struct BlockChange(SkillBlock Block, IReadOnlyList<FieldChange> Changes);

    public IReadOnlyList<BlockChange> Blocks
        => [.. SkillBlocks.All.Where(_changes.ContainsKey).Select(block => new BlockChange(block, _changes[block]))];

    public IReadOnlyList<string> Violations => _violations;

    public static SkillDialerPlan Of(SkillDialerChange change)
    {
        var plan = new SkillDialerPlan();
        plan.AddNamed(change);
        plan.AddSchedule(change.Schedule);
        foreach (var (name, members) in change.Settings)
        {
            plan.AddBlock(name, members);
        }

        var violations = plan._violations;
        violations.Range(nameof(change.MaximumRatio), change.MaximumRatio, 1, 1000);
        violations.RangeAbove(nameof(change.MaximumStep), change.MaximumStep, 0, 10);
        violations.Range(nameof(change.MaximumRingingDurationSec), change.MaximumRingingDurationSec, 1, 3600);
        violations.Range(nameof(change.AbandonRateCutoff), change.AbandonRateCutoff, 0, 100);
        violations.Range(nameof(change.AbandonRateThreshold), change.AbandonRateThreshold, 0, int.MaxValue);
        violations.Range(nameof(change.AbandonTimeoutSec), change.AbandonTimeoutSec, 0, 3600);
        violations.Range(nameof(change.AnsweringMachineMode), change.AnsweringMachineMode, 0, 9);
        violations.Range(nameof(change.MaximumAttempts), change.MaximumAttempts, 1, 300);
        violations.Range(nameof(change.MinimumRetryMinutes), change.MinimumRetryMinutes, 0, int.MaxValue);
        violations.Range(nameof(change.ConflictRetryCount), change.ConflictRetryCount, 0, 1000);
        if (plan._changes.Count == 0 && violations.Count == 0)
        {
            violations.Add(SkillMessages.NothingToChange);
        }

        return plan;
    }

    private void AddNamed(SkillDialerChange change)
    {
        var general = SkillBlocks.General;
        Add(general, "maximumRatio", change.MaximumRatio);
        Add(general, "maximumRingingDuration", change.MaximumRingingDurationSec);
        Add(general, "abandonRateCutoff", change.AbandonRateCutoff);
        Add(general, "abandonRateThreshold", change.AbandonRateThreshold);
        if (change.OverrideBusinessUnitAbandonRate is { } isOverridden)
        {
            Add(general, FieldChange.Set(general.Path("overrideBusinessUnitAbandonRate"), isOverridden));
        }

        Add(general, "aggressiveness", change.Aggressiveness);
        Add(SkillBlocks.Cpa, "abandonTimeout", change.AbandonTimeoutSec);
        Add(SkillBlocks.Cpa, "abandonMessagePath", change.AbandonMessagePath);
        Add(SkillBlocks.Cpa, "ansMachineDetMode", change.AnsweringMachineMode);
        Add(SkillBlocks.Retry, "maximumAttempts", change.MaximumAttempts);
        Add(SkillBlocks.Retry, "minimumRetryMinutes", change.MinimumRetryMinutes);
    }

    private void AddSchedule(IReadOnlyDictionary<string, string?> windows)
    {
        foreach (var change in SkillSchedule.Read(windows, _violations))
        {
            Add(SkillBlocks.Schedule, change);
        }
    }

    private void AddBlock(string name, IReadOnlyDictionary<string, JsonElement> members)
    {
        if (SkillBlocks.Find(name) is not { } block)
        {
            var isReadOnly = SkillBlocks.ReadOnly.Contains(name, StringComparer.OrdinalIgnoreCase);
            var similar = Misspelling.Similar(name, SkillBlocks.All.Select(known => known.Key));
            _violations.Add(isReadOnly
                ? SkillMessages.BlockReadOnly(name)
                : SkillMessages.BlockUnknown(name, similar, [.. SkillBlocks.All.Select(known => known.Key)]));
            return;
        }

        foreach (var (written, value) in members)
        {
            if (block.Find(written) is not { } member)
            {
                _violations.Add(SkillMessages.MemberUnknown(block.Key, written, Misspelling.Similar(written, block.Names)));
            }
            else if (!IsOfKind(value, member.Kind))
            {
                _violations.Add(SkillMessages.MemberKind(block.Key, member.Name, value.GetRawText(), Expected(member.Kind)));
            }
            else if (Converted(block, member.Name, value) is { } node)
            {
                Add(block, new FieldChange(block.Path(member.Name), new MemberValue(node)));
            }
            else if (value.ValueKind == JsonValueKind.Null)
            {
                Add(block, new FieldChange(block.Path(member.Name), new MemberValue(null)));
            }
        }
    }

    /// <summary>A list in the form of a write. Members that its entries do not have are violations.</summary>
    private JsonNode? Converted(SkillBlock block, string member, JsonElement value)
    {
        var node = JsonFields.ToNode(value);
        if (node is not JsonArray list || !block.Items.TryGetValue(member, out var items))
        {
            return node;
        }

        JsonArray written;
        try
        {
            written = items.ToWrite(list);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            _violations.Add(SkillMessages.EntriesInvalid(block.Key, member, exception.Message));
            return null;
        }

        var unknown = written.OfType<JsonObject>()
            .SelectMany(entry => entry.Select(part => part.Key))
            .Distinct(StringComparer.Ordinal)
            .Where(name => !items.Names.Contains(name, StringComparer.Ordinal))
            .ToList();
        foreach (var name in unknown)
        {
            _violations.Add(SkillMessages.MemberUnknown($"{block.Key}.{member}", name, Misspelling.Similar(name, items.Names)));
        }

        // The list is replaced as a whole, and a tenant chooses the value of a member that an entry omits.
        var missing = written.OfType<JsonObject>()
            .SelectMany(entry => items.Names.Where(name => !entry.ContainsKey(name)))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (missing.Count > 0 && unknown.Count == 0)
        {
            _violations.Add(SkillMessages.EntriesIncomplete(block.Key, member, missing));
        }

        return unknown.Count == 0 && missing.Count == 0 ? written : null;
    }

    private void Add(SkillBlock block, string member, double? value)
    {
        // A value without JSON has its own violation.
        if (value is { } number && double.IsFinite(number))
        {
            Add(block, FieldChange.Set(block.Path(member), number));
        }
        else if (value is not null)
        {
            _violations.Add(SkillMessages.NotFinite(member));
        }
    }

    private void Add(SkillBlock block, string member, string? value)
    {
        if (value is not null)
        {
            Add(block, FieldChange.Set(block.Path(member), value));
        }
    }

    private void Add(SkillBlock block, FieldChange change)
    {
        if (!_changes.TryGetValue(block, out var changes))
        {
            _changes[block] = changes = [];
        }

        if (changes.Any(other => other.Path == change.Path))
        {
            _violations.Add(SkillMessages.MemberNamedTwice(change.Path.ToString()));
            return;
        }

        changes.Add(change);
    }

    private static bool IsOfKind(JsonElement value, MemberKind kind) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Number => kind == MemberKind.Number,
        JsonValueKind.True or JsonValueKind.False => kind == MemberKind.Flag,
        JsonValueKind.String => kind == MemberKind.Text,
        JsonValueKind.Array => kind == MemberKind.Any,
        _ => false,
    };

    private static string Expected(MemberKind kind) => kind switch
    {
        MemberKind.Number => "a number",
        MemberKind.Flag => "true or false",
        MemberKind.Any => "a list of objects",
        _ => "a text",
    };
}
