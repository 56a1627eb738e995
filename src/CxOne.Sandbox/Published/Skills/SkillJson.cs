using CxOne.Sandbox.Published.Organization;
using CxOne.Sandbox.Published.Scripts;

namespace CxOne.Sandbox.Published.Skills;

/// <summary>
/// Writes a skill with the members that a tenant returns. The members in which the skills of the sample do not differ are constant. Some
/// names differ from those of a write: <c>screenPopDetail</c>, <c>emailParking</c>.
/// </summary>
internal static class SkillJson
{
    public const string PersonalConnection = "Personal Connection";

    public static void Write(MemberWriter json, Skill skill, PublishedTenant tenant)
    {
        var isVoice = skill.MediaTypeId is 4 or 5;
        WriteIdentity(json, skill, tenant);
        WriteRouting(json, skill);
        WriteAgentWork(json, skill);
        json.Flag("deliverMultipleNumbersSerially", false);
        json.Flag("cradleToGrave", false);
        json.Flag("priorityInterrupt", false);
        json.Flag("useScreenPops", skill.IsOutbound);
        json.Flag("useCustomScreenPops", false);
        json.Text("screenPopTriggerEvent", skill.IsOutbound ? "1" : "0");
        json.Text("screenPopType", skill.IsOutbound ? "URL" : null);
        json.Text("screenPopDetail", skill.IsOutbound ? "https://crm.example/{contactId}" : null);
        WriteDigital(json, skill);
        json.Whole("FocusMetric", 0);
        json.Whole("EquityLevel", 0);
        json.Whole("FocusLock", 0);
        json.Whole("FallbackTime", 0);
        json.Whole("evaluationCriteria", null);
        json.Flag("IsSubSkill", false);
        json.Flag("PresentAcceptReject", !isVoice);
        json.Text("TenantId", "tenant-123");
        json.Text("routingQueueId", null);
    }

    private static void WriteIdentity(MemberWriter json, Skill skill, PublishedTenant tenant)
    {
        var script = tenant.FindScript(skill.ScriptName);
        json.Whole("skillId", skill.SkillId);
        json.Text("skillName", skill.SkillName);
        json.Whole("mediaTypeId", skill.MediaTypeId);
        json.Text("mediaTypeName", skill.MediaTypeName);
        json.Flag("isActive", skill.IsActive);
        json.Flag("isOutbound", skill.IsOutbound);
        json.Text("outboundStrategy", skill.IsOutbound ? PersonalConnection : null);
        if (skill.IsOutbound)
        {
            json.Flag("isRunning", skill.IsRunning);
        }

        json.Whole("campaignId", skill.CampaignId);
        json.Text("campaignName", tenant.CampaignName(skill.CampaignId));
        json.Whole("outboundTelecomRouteId", skill.IsOutbound ? 1 : null);
        json.Text("callerIdOverride", skill.IsOutbound ? "+15550199" : null);
        json.Whole("scriptId", script?.MasterId);
        json.Text("scriptName", skill.ScriptName);
        json.Whole("callSuppressionScriptId", null);
        json.Text("notes", null);
    }

    private static void WriteRouting(MemberWriter json, Skill skill)
    {
        json.Flag("agentless", false);
        json.Whole("agentlessPorts", 0);
        json.Flag("requireManualAccept", false);
        json.Flag("interruptible", skill.MediaTypeId == 1);
        json.Flag("priorityBlending", skill.IsOutbound);
        json.Whole("initialPriority", 0);
        json.Whole("acceleration", 1);
        json.Whole("maxPriority", 1000);
        json.Whole("serviceLevelThreshold", skill.ServiceLevelThreshold);
        json.Whole("serviceLevelGoal", skill.ServiceLevelGoal);
        json.Flag("enableShortAbandon", true);
        json.Whole("shortAbandonThreshold", 15);
        json.Flag("countShortAbandons", false);
        json.Whole("minWFIAgents", 0);
        json.Whole("minWFIAvailableAgents", 0);
        json.Whole("minWorkingTime", 30);
        json.Whole("reskillHours", 0);
        json.Text("reskillHoursName", "24 Hours");
        json.Flag("countReskillHours", false);
    }

    private static void WriteAgentWork(MemberWriter json, Skill skill)
    {
        json.Whole("acwTypeId", skill.IsOutbound ? 3 : 1);
        json.Whole("stateIdACW", null);
        json.Text("stateNameACW", null);
        json.Whole("maxSecondsACW", skill.IsOutbound ? 60 : null);
        json.Whole("acwPostTimeoutStateId", null);
        json.Text("acwPostTimeoutStateName", null);
        json.Whole("agentRestTime", skill.IsOutbound ? 5 : 0);
        json.Flag("requireDisposition", skill.IsOutbound);
        json.Flag("allowSecondaryDisposition", false);
        json.Array("dispositions", skill.IsOutbound ? SampleDispositions.OfDialers : [], (entry, disposition) =>
        {
            entry.Whole("dispositionId", disposition.DispositionId);
            entry.Text("dispositionName", disposition.DispositionName);
            entry.Whole("priority", disposition.DispositionId - SampleDispositions.FirstId + 1);
            entry.Flag("isPreviewDisposition", disposition.IsPreviewDisposition);
        });
    }

    private static void WriteDigital(MemberWriter json, Skill skill)
    {
        var (isChat, isEmail) = (skill.MediaTypeId == 3, skill.MediaTypeId == 1);
        json.Text("emailFromAddress", isEmail ? "service@sandbox.example" : null);
        json.Flag("emailFromEditable", false);
        json.Text("emailBccAddress", null);
        json.Flag("emailParking", isEmail);
        json.Flag("displayThankyou", isChat);
        json.Text("thankYouLink", null);
        json.Flag("popThankYou", false);
        json.Text("popThankYouURL", null);
        json.Flag("makeTranscriptAvailable", isChat);
        json.Text("transcriptFromAddress", isChat ? "chat@sandbox.example" : null);
        json.Whole("chatWarningThreshold", isChat ? 60 : null);
        json.Flag("agentTypingIndicator", isChat);
        json.Flag("patronTypingPreview", isChat);
        json.Whole("smsTransportCodeId", null);
        json.Text("smsTransportCode", null);
        json.Whole("messageTemplateId", null);
        json.Whole("agentFirstResponseTime", isChat ? 60 : null);
        json.Whole("agentFollowOnResponseTime", isChat ? 60 : null);
        json.Flag("agentResponseEnabled", isChat);
        json.Whole("customerIdleTime", isChat ? 300 : null);
        json.Flag("customerResponseEnabled", isChat);
        json.Flag("timeExtensionEnabled", false);
    }
}
