using System.Management.Automation;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Campaigns;
using CxOne.DataActions;
using CxOne.Dialer;
using CxOne.Http;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Makes objects pleasant in pwsh: JSON becomes objects with members, and what the module does not know stands beside what it knows.
/// </summary>
internal static class OutputAdapter
{
    public static object Adapt(object item) => item switch
    {
        JsonElement json => JsonObjects.ToPowerShell(json) ?? string.Empty,
        AuditRecord record => WithJson(record, ("Before", record.Before), ("After", record.After), ("Details", record.Details)),
        DialerConfig config => WithJson(config, [("ComplianceRules", config.ComplianceRules), .. Additional(config)]),
        DataAction action => WithJson(action, [("Configuration", action.Configuration), .. Additional(action)]),
        Campaign campaign => WithJson(
            campaign,
            [
                ("PredictiveDialerSettings", campaign.PredictiveDialerSettings),
                ("Configuration", campaign.Configuration),
                .. Additional(campaign)
            ]),
        _ when CxMembers.Unknown(item).Count > 0 => WithJson(item, [.. Additional(item)]),
        _ => item,
    };

    private static IEnumerable<(string Name, JsonElement? Value)> Additional(object item)
        => CxMembers.Unknown(item).Select(member => (member.Key, (JsonElement?)member.Value));

    private static PSObject WithJson(object item, params (string Name, JsonElement? Value)[] members)
    {
        var shown = new PSObject(item);
        foreach (var (name, value) in members)
        {
            if (value is { } json)
            {
                // An own member of the same name goes before the one of the class.
                shown.Members.Add(new PSNoteProperty(name, JsonObjects.ToPowerShell(json)));
            }
        }

        return shown;
    }
}
