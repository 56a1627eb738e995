using System.Globalization;
using CxOne.Sandbox.Published.Scripts;
using CxOne.Sandbox.Published.Skills;

namespace CxOne.Sandbox.Published.PointsOfContact;

/// <summary>The points of contact of the sample tenant: 44 numbers, 10 chats, 6 mailboxes.</summary>
internal static class SamplePointsOfContact
{
    private const int FirstCode = 730001;
    private const int Numbers = 44;
    private const int Chats = 10;
    private const int Mailboxes = 6;

    /// <summary>The number of points of contact that run the main script; the first ones do.</summary>
    private const int MainCount = 10;

    /// <summary>Points of contact with this many codes between them are inactive.</summary>
    private const int InactiveStep = 17;

    public static List<PointOfContact> All(List<Skill> skills) =>
    [
        .. Enumerable.Range(0, Numbers).Select(number => Create(
            number,
            string.Create(CultureInfo.InvariantCulture, $"+1555{100 + number:0000}"),
            Skill(skills, 4, number),
            number < MainCount ? SampleScripts.Main : SampleScripts.Inbound[number % SampleScripts.Inbound.Count])),
        .. Enumerable.Range(0, Chats).Select(number => Create(
            Numbers + number,
            string.Create(CultureInfo.InvariantCulture, $"3f0c{number:0000}-5b1d-4c0e-9a77-6d1e2f3a4b5c"),
            Skill(skills, 3, number),
            SampleScripts.Chat) with
        {
            ChatProfileId = 4100 + (number % 3),
        }),
        .. Enumerable.Range(0, Mailboxes).Select(number => Create(
            Numbers + Chats + number,
            string.Create(CultureInfo.InvariantCulture, $"service{number + 1}@sandbox.example"),
            Skill(skills, 1, number),
            SampleScripts.Email)),
    ];

    /// <summary>Returns the skill of a point of contact among the inbound skills of a medium.</summary>
    private static Skill Skill(List<Skill> skills, int mediaTypeId, int number)
    {
        var candidates = skills.FindAll(skill => !skill.IsOutbound && skill.MediaTypeId == mediaTypeId);
        return candidates[number % candidates.Count];
    }

    private static PointOfContact Create(int index, string address, Skill skill, string scriptName) => new()
    {
        ContactCode = FirstCode + index,
        ContactAddress = address,
        ContactDescription = index == 0 ? "Main line" : string.Create(CultureInfo.InvariantCulture, $"{skill.SkillName} {index + 1}"),
        DefaultSkillId = skill.SkillId,
        ScriptName = scriptName,
        MediaTypeId = skill.MediaTypeId,
        IsActive = index % InactiveStep != InactiveStep - 1,
        IvrReportingEnabled = skill.MediaTypeId == 4,
    };
}
