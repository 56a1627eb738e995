using System.Globalization;
using CxOne.Sandbox.Published.Skills;

namespace CxOne.Sandbox.Published.Lists;

/// <summary>A list of records to call.</summary>
internal sealed record CallList
{
    public required int ListId { get; init; }

    public required string ListName { get; init; }

    /// <summary>Active, Inactive or Deactivated.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset CreateDate { get; init; }

    public required int ValidRecords { get; init; }

    public required int InvalidRecords { get; init; }

    public required int FinalizedRecords { get; init; }

    public required List<CallListSkill> Skills { get; init; }
}

/// <summary>The records of a call list that a skill calls.</summary>
internal sealed record CallListSkill(int SkillId, string SkillName, int TotalRecords, int FreshRecords, int FinalizedRecords);

/// <summary>The call lists of the sample tenant.</summary>
internal static class SampleCallLists
{
    private const int FirstId = 60001;
    private const int Count = 12;

    /// <summary>The skills of a list are those of one region group.</summary>
    private const int SkillsPerList = 4;

    private static readonly DateTimeOffset Created = new(2026, 1, 5, 14, 0, 0, TimeSpan.Zero);

    public static List<CallList> All(List<Skill> skills) => [.. Enumerable.Range(0, Count).Select(index => Create(skills, index))];

    private static CallList Create(List<Skill> skills, int index)
    {
        var groups = SampleSkills.DialerCount / SkillsPerList;
        var own = skills.GetRange(index % groups * SkillsPerList, SkillsPerList);
        var records = 400 + (index * 130);
        var isFormer = index >= groups;
        var name = own[0].SkillName.Split('-')[0];
        return new CallList
        {
            ListId = FirstId + index,
            ListName = string.Create(CultureInfo.InvariantCulture, $"{name} {(isFormer ? 2025 : 2026)}"),
            // Public clients saw a third status beside the two of the API description.
            Status = isFormer ? "Deactivated" : index == 2 ? "Inactive" : "Active",
            CreateDate = Created.AddDays(isFormer ? -200 : index),
            ValidRecords = records,
            InvalidRecords = index * 3,
            FinalizedRecords = isFormer ? records : records / 4,
            Skills = [.. own.Select(skill => new CallListSkill(
                skill.SkillId, skill.SkillName, records / SkillsPerList, records / 8, isFormer ? records / SkillsPerList : records / 16))],
        };
    }
}
