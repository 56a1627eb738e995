using System.Globalization;
using System.Text.Json.Nodes;

namespace CxOne.Dialer;

/// <summary>What regulators say about a configuration, each warning with its source.</summary>
internal static class DialerRuleSets
{
    private const double UsLimit = 0.03;
    private const double CanadianLimit = 0.05;

    /// <summary>
    /// The share of live-answered calls that the rule set lets be abandoned; <see langword="null"/> where it names no figure.
    /// </summary>
    public static double? AbandonmentLimit(DialerRuleSet ruleSet) => ruleSet switch
    {
        DialerRuleSet.UsTsr => UsLimit,
        DialerRuleSet.Crtc => CanadianLimit,
        _ => null,
    };

    public static IEnumerable<string> Warnings(JsonObject config, DialerRuleSet ruleSet)
    {
        var rate = DialerRules.Number(config, "maxAbandonmentRate");
        return ruleSet switch
        {
            DialerRuleSet.UsTsr when rate > UsLimit =>
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"maxAbandonmentRate {rate} is above the safe harbour of 0.03: at most 3 % of live-answered calls per campaign over 30 "
                        + $"days may be abandoned, that is not connected within 2 s, after a ring of at least 15 s or four rings "
                        + $"(US TSR, 16 CFR 310.4(b)(4); FCC, 47 CFR 64.1200(a)(7))."),
            ],
            DialerRuleSet.Ofcom when rate > 0 =>
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"maxAbandonmentRate {rate}: no rate of abandoned calls is safe in the United Kingdom; "
                        + $"since 2017 Ofcom's statement on persistent misuse names no figure and looks at the harm "
                        + $"(Communications Act 2003, sections 128 to 131)."),
            ],
            DialerRuleSet.Crtc when rate > CanadianLimit =>
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"maxAbandonmentRate {rate} is above 0.05: at most 5 % of calls in a calendar month may be "
                        + $"abandoned (CRTC Unsolicited Telecommunications Rules)."),
            ],
            _ => [],
        };
    }
}
