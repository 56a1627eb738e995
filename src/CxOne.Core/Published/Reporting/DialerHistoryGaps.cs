namespace CxOne.Published;

/// <summary>Finds windows in which a skill has no rows although it has some before and after them.</summary>
internal sealed class DialerHistoryGaps
{
    private const int MostShown = 8;
    private readonly Dictionary<int, Skill> _skills = [];

    /// <summary>Takes the skills of the rows of a window. Windows come in the order of time.</summary>
    public void Take(DateTimeOffset start, DateTimeOffset end, IReadOnlySet<int> skills)
    {
        foreach (var id in skills)
        {
            if (!_skills.TryGetValue(id, out var skill))
            {
                _skills.Add(id, skill = new Skill());
            }

            skill.Close();
        }

        foreach (var (id, skill) in _skills)
        {
            if (!skills.Contains(id))
            {
                skill.Miss(start, end);
            }
        }
    }

    /// <summary>Whether any window has rows of a skill.</summary>
    public bool HasRows(int skillId) => _skills.ContainsKey(skillId);

    /// <summary>One text per skill with gaps, by skill.</summary>
    /// <param name="name">The name of a skill for messages.</param>
    public IEnumerable<string> Describe(Func<int, string> name)
        => _skills
            .Where(skill => skill.Value.Gaps.Count > 0)
            .OrderBy(skill => skill.Key)
            .Select(skill => ReportingMessages.Gaps(
                name(skill.Key),
                [.. skill.Value.Gaps.Take(MostShown).Select(gap => ReportingMessages.Gap(gap.From, gap.To))],
                skill.Value.Windows,
                skill.Value.Gaps.Count - MostShown));

    /// <summary>The gaps of one skill, neighbouring windows together.</summary>
    private sealed class Skill
    {
        private (DateTimeOffset From, DateTimeOffset To)? _open;
        private int _openWindows;

        public List<(DateTimeOffset From, DateTimeOffset To)> Gaps { get; } = [];

        /// <summary>The number of windows in all gaps.</summary>
        public int Windows { get; private set; }

        public void Miss(DateTimeOffset start, DateTimeOffset end)
        {
            _open = (_open?.From ?? start, end);
            _openWindows++;
        }

        public void Close()
        {
            if (_open is { } gap)
            {
                Gaps.Add(gap);
                Windows += _openWindows;
                (_open, _openWindows) = (null, 0);
            }
        }
    }
}
