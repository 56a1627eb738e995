using System.Text.Json.Nodes;

namespace CxOne.Dialer;

/// <summary>The limits of regulators on abandoned calls. Each warning names its legal source.</summary>
internal static class DialerRuleSets
{
    private const double UsLimit = 0.03;
    private const double CanadianLimit = 0.05;

    /// <summary>
    /// The highest share of live-answered calls that the rule set allows to be abandoned; <see langword="null"/> if it defines no figure.
    /// </summary>
    public static double? AbandonmentLimit(DialerRuleSet ruleSet) => ruleSet switch
    {
        DialerRuleSet.UsTsr => UsLimit,
        DialerRuleSet.Crtc => CanadianLimit,
        _ => null,
    };

    public static IEnumerable<string> Warnings(JsonObject config, DialerRuleSet ruleSet)
        => DialerRules.Number(config, "maxAbandonmentRate") is not { } rate ? [] : ruleSet switch
        {
            DialerRuleSet.UsTsr when rate > UsLimit => [DialerMessages.UsLimit(rate)],
            DialerRuleSet.Ofcom when rate > 0 => [DialerMessages.OfcomLimit(rate)],
            DialerRuleSet.Crtc when rate > CanadianLimit => [DialerMessages.CanadianLimit(rate)],
            _ => [],
        };
}
