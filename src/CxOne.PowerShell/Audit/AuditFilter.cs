using CxOne.Audit;
using CxOne.Errors;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Audit;

/// <summary>Selects audit records, and knows afterwards which of the wanted values the log does not contain at all.</summary>
internal sealed class AuditFilter
{
    private readonly Wanted _actions;
    private readonly Wanted _targets;
    private readonly Wanted _outcomes;
    private readonly Wanted _ids;
    private readonly DateTimeOffset? _after;
    private readonly DateTimeOffset? _before;

    public AuditFilter(
        string[]? actions, string[]? targets, string[]? outcomes, string[]? ids, DateTimeOffset? after, DateTimeOffset? before)
    {
        _actions = new("Action", actions, AuditActions.All);
        _targets = new("Target", targets, []);
        _outcomes = new("Outcome", outcomes, AuditOutcome.All);
        _ids = new("AuditId", ids, null);
        _after = after;
        _before = before;
    }

    public bool IsMatch(AuditRecord record)
    {
        // Each filter sees each record: a value is missing only if no record has it, whatever the other filters select.
        bool[] matches =
        [
            _actions.IsMatch([record.Action]),
            _targets.IsMatch(record.Target),
            _outcomes.IsMatch([record.Outcome]),
            _ids.IsMatch([record.AuditId]),
            _after is not { } after || record.Timestamp > after,
            _before is not { } before || record.Timestamp < before,
        ];
        return matches.All(match => match);
    }

    /// <summary>Returns a sentence for each wanted value that no record has.</summary>
    public IEnumerable<string> Unmatched()
        => _actions.Unmatched().Concat(_targets.Unmatched()).Concat(_outcomes.Unmatched()).Concat(_ids.Unmatched());

    private sealed class Wanted(string name, string[]? values, IReadOnlyList<string>? usual)
    {
        private readonly NamePatterns? _patterns = values is null ? null : NamePatterns.From(values);
        private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

        public bool IsMatch(IReadOnlyList<string> found)
        {
            if (_patterns is null)
            {
                return true;
            }

            if (usual is not null)
            {
                _seen.UnionWith(found);
            }

            var isMatch = false;
            foreach (var text in found)
            {
                // Each value is matched, also after a match: the patterns note which of them have matched.
                isMatch |= _patterns.Match(text);
            }

            return isMatch;
        }

        public IEnumerable<string> Unmatched() => (_patterns?.UnmatchedTexts ?? [])
            .Select(text => AuditCmdletMessages.NothingMatches(
                name,
                text,
                [.. Misspelling.Similar(text, (usual ?? []).Concat(_seen)).Where(candidate => candidate != text).Take(3)]));
    }
}
