using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published.Files;
using CxOne.Sandbox.Published.Hours;
using CxOne.Sandbox.Published.Lists;
using CxOne.Sandbox.Published.Organization;
using CxOne.Sandbox.Published.PointsOfContact;
using CxOne.Sandbox.Published.Scripts;
using CxOne.Sandbox.Published.Skills;
using CxOne.Sandbox.Published.Skills.Parameters;

namespace CxOne.Sandbox.Published;

/// <summary>The objects of the published family.</summary>
internal sealed class PublishedTenant
{
    public required List<Skill> Skills { get; set; }

    public required List<Agent> Agents { get; set; }

    /// <summary>
    /// The blocks of skill settings that were written, by skill id and name of the block, with the member names of a write. Other blocks
    /// have the values of the sample.
    /// </summary>
    public Dictionary<int, Dictionary<string, JsonText>> SkillParameters { get; set; } = [];

    /// <summary>
    /// The maximum ratios that were written, by skill id, in the order of time. From the first one on, the history of a skill is that of a
    /// dialer with this many calls per available agent.
    /// </summary>
    public Dictionary<int, List<RatioSetting>> Ratios { get; set; } = [];

    public required List<PointOfContact> PointsOfContact { get; set; }

    public required List<StoredScript> Scripts { get; set; }

    /// <summary>The highest id that a version of a script ever had, as far as it is not among the scripts. No id is used twice.</summary>
    public int LastScriptId { get; set; }

    /// <summary>The prompts and other files of scripts. Missing in state files of older versions, which then get the sample.</summary>
    public List<StoredFile> Files { get; set; } = SampleFiles.All();

    public required List<HoursProfile> HoursOfOperation { get; set; }

    public required List<Disposition> Dispositions { get; set; }

    public required List<CampaignEntry> Campaigns { get; set; }

    public required List<Team> Teams { get; set; }

    public required List<CallList> CallLists { get; set; }

    public required List<DncGroup> DncGroups { get; set; }

    public Skill? FindSkill(int? skillId) => skillId is { } id ? Skills.Find(skill => skill.SkillId == id) : null;

    public StoredScript? FindScript(string name) =>
        Scripts.Find(script => string.Equals(script.ScriptName, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds any version of any script.</summary>
    public (StoredScript? Script, ScriptVersion? Version) FindVersion(int scriptId)
    {
        foreach (var script in Scripts)
        {
            if (script.Versions.FirstOrDefault(version => version.ScriptId == scriptId) is { } version)
            {
                return (script, version);
            }
        }

        return default;
    }

    public void ReplaceScript(StoredScript script) =>
        Scripts[Scripts.FindIndex(candidate => candidate.ScriptName == script.ScriptName)] = script;

    /// <summary>Returns the id of the next version of a script.</summary>
    public int NextScriptId()
    {
        NoteScriptIds();
        return ++LastScriptId;
    }

    /// <summary>Keeps the highest id, before a script is deleted.</summary>
    public void NoteScriptIds() => LastScriptId = Math.Max(LastScriptId, Scripts.Max(script => (int?)script.MasterId) ?? 0);

    public string CampaignName(int campaignId) => Campaigns.Find(campaign => campaign.Id == campaignId)?.Name ?? string.Empty;
}
