using System.Text.Json.Nodes;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>The settings that the rules are about.</summary>
/// <param name="General">The general settings, in the module's form.</param>
/// <param name="Cpa">The settings of call progress analysis, in the module's form.</param>
internal sealed record SkillGuardSettings(JsonObject General, JsonObject Cpa)
{
    public double? RingSec => SkillRules.Number(General, "maximumRingingDuration");

    public double? TimeoutSec => SkillRules.Number(Cpa, "abandonTimeout");

    public string? MessagePath => MemberTable.Text(Cpa, "abandonMessagePath");
}
