namespace CxOne.Published;

/// <summary>The published calls, all in one file. Source: NICE's API description.</summary>
internal static class PublishedRoutes
{
    /// <summary>The part of every path before the version.</summary>
    public const string Root = "/inContactAPI/services/";

    public static readonly PublishedRoute ApiVersion = Get(PublishedGroup.Tenant, "/apiversion");
    public static readonly PublishedRoute BusinessUnit = Get(PublishedGroup.Tenant, "/business-unit");

    public static readonly PublishedRoute Skills = Get(PublishedGroup.Skills, "/skills");
    public static readonly PublishedRoute Skill = Get(PublishedGroup.Skills, "/skills/{skillId}");
    public static readonly PublishedRoute SkillParameters = Get(PublishedGroup.Skills, "/skills/parameters");
    public static readonly PublishedRoute SkillParameter = Get(PublishedGroup.Skills, "/skills/{skillId}/parameters");

    public static readonly PublishedRoute SkillStart = new(HttpMethod.Post, PublishedGroup.Skills, "/skills/{skillId}/start");
    public static readonly PublishedRoute SkillStop = new(HttpMethod.Post, PublishedGroup.Skills, "/skills/{skillId}/stop");

    public static readonly PublishedRoute PointsOfContact = Get(PublishedGroup.PointsOfContact, "/points-of-contact");
    public static readonly PublishedRoute PointOfContact = Get(PublishedGroup.PointsOfContact, "/points-of-contact/{contactCode}");
    public static readonly PublishedRoute PointOfContactUpdate = new(
        HttpMethod.Put, PublishedGroup.PointsOfContact, "/points-of-contact/{contactCode}");

    public static readonly PublishedRoute ScriptSearch = Get(PublishedGroup.Scripts, "/scripts/search");
    public static readonly PublishedRoute Script = Get(PublishedGroup.Scripts, "/scripts");
    public static readonly PublishedRoute ScriptVersion = Get(PublishedGroup.Scripts, "/scripts/{scriptId}");
    public static readonly PublishedRoute ScriptHistory = Get(PublishedGroup.Scripts, "/scripts/historyByName");
    public static readonly PublishedRoute ScriptFolders = Get(PublishedGroup.Scripts, "/script-folders");
    public static readonly PublishedRoute ScriptSave = new(HttpMethod.Post, PublishedGroup.Scripts, "/scripts");
    public static readonly PublishedRoute ScriptLock = new(HttpMethod.Put, PublishedGroup.Scripts, "/scripts") { RepeatIsHarmless = true };
    public static readonly PublishedRoute ScriptKick = new(HttpMethod.Post, PublishedGroup.Scripts, "/scripts/kick");
    public static readonly PublishedRoute ScriptDelete = new(HttpMethod.Delete, PublishedGroup.Scripts, "/scripts");

    public static readonly PublishedRoute File = Get(PublishedGroup.Scripts, "/files");
    public static readonly PublishedRoute Folder = Get(PublishedGroup.Scripts, "/folders");

    public static readonly PublishedRoute Action = Get(PublishedGroup.Scripts, "/actions/{libraryId}");
    public static readonly PublishedRoute ActionSearch = new(HttpMethod.Post, PublishedGroup.Scripts, "/actions/search")
    {
        ChangesNothing = true,
    };

    public static readonly PublishedRoute HoursProfiles = Get(PublishedGroup.Hours, "/hours-of-operation");
    public static readonly PublishedRoute HoursProfile = Get(PublishedGroup.Hours, "/hours-of-operation/{profileId}");

    public static readonly PublishedRoute Dispositions = Get(PublishedGroup.Dispositions, "/dispositions");
    public static readonly PublishedRoute Disposition = Get(PublishedGroup.Dispositions, "/dispositions/{dispositionId}");

    public static readonly PublishedRoute CallLists = Get(PublishedGroup.CallLists, "/lists/call-lists");

    public static readonly PublishedRoute DncGroups = Get(PublishedGroup.DncGroups, "/dnc-groups");
    public static readonly PublishedRoute DncGroupRecords = Get(PublishedGroup.DncGroups, "/dnc-groups/{groupId}/records");
    public static readonly PublishedRoute DncSearch = new(HttpMethod.Post, PublishedGroup.DncGroups, "/dnc-groups/search")
    {
        ChangesNothing = true,
    };

    public static readonly PublishedRoute DialerContacts = Get(PublishedGroup.Reporting, "/wfm-data/skills/dialer-contacts");

    /// <summary>The read of one block of the parameters of a skill.</summary>
    public static PublishedRoute SkillBlock(string segment) => Get(PublishedGroup.Skills, $"/skills/{{skillId}}/parameters/{segment}");

    /// <summary>The write of one block of the parameters of a skill.</summary>
    public static PublishedRoute SkillBlockUpdate(string segment)
        => new(HttpMethod.Put, PublishedGroup.Skills, $"/skills/{{skillId}}/parameters/{segment}");

    private static PublishedRoute Get(PublishedGroup group, string template) => new(HttpMethod.Get, group, template);
}
