using CxOne.Sandbox.Published.Hours;
using CxOne.Sandbox.Published.Lists;
using CxOne.Sandbox.Published.Organization;
using CxOne.Sandbox.Published.PointsOfContact;
using CxOne.Sandbox.Published.Scripts;
using CxOne.Sandbox.Published.Skills;

namespace CxOne.Sandbox.Published;

/// <summary>The objects of the published family in the sample tenant.</summary>
internal static class SamplePublishedTenant
{
    public const int BusinessUnitId = 4593210;
    public const string BusinessUnitName = "Sandbox Contact Centre";

    public static PublishedTenant Create(SandboxOptions options)
    {
        var skills = SampleSkills.All(options.SkillCount);
        return new PublishedTenant
        {
            Skills = skills,
            Agents = SampleAgents.All(),
            PointsOfContact = SamplePointsOfContact.All(skills),
            Scripts = SampleScripts.All(),
            HoursOfOperation = SampleHours.All(skills),
            Dispositions = SampleDispositions.All(),
            Campaigns = SampleCampaignEntries.All(),
            Teams = SampleTeams.All(),
            CallLists = SampleCallLists.All(skills),
            DncGroups = SampleDncGroups.All(),
        };
    }
}
