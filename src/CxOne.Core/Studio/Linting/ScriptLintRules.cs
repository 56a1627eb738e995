using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting;

/// <summary>The rules of the linter. Ids are stable; a rule that is given up keeps its number.</summary>
public static class ScriptLintRules
{
    private static readonly Dictionary<string, ScriptLintRule> ById = new(StringComparer.OrdinalIgnoreCase);

    static ScriptLintRules()
    {
        foreach (var rule in All)
        {
            ById.Add(rule.Id, rule);
        }
    }

    /// <summary>Gets every rule, in order of the ids.</summary>
    public static IReadOnlyList<ScriptLintRule> All { get; } =
    [
        new("CXS000", Warning, "A comment that silences a rule names a rule that does not exist.",
            "The finding that it should silence is still reported."),
        new("CXS001", Error, "A MENU has no Default.",
            "After a key that is not offered, or after silence, the caller is stuck in the menu."),
        new("CXS002", Error, "Silence leads a MENU back to itself, and nothing counts.",
            "A silent line, such as a fax, stays in the menu for ever."),
        new("CXS003", Error, "An action's Default is not wired.", "The script stops there, and the caller with it."),
        new("CXS004", Error, "An IF has only one of True and False.", "For the other outcome the caller is stuck."),
        new("CXS005", Error, "A LOOP or FOR has only one of Finished and Repeat.",
            "The caller is stuck after the last try, or there is no second try."),
        new("CXS006", Error, "A CASE has no Default or no label.", "A value that no label names leaves the caller stuck."),
        new("CXS007", Error, "HOURS has no Default.", "An override, such as bad weather, or an error leaves the caller stuck."),
        new("CXS008", Warning, "HOURS has no Holiday exit, and its profile has holidays.", "A holiday is handled as Default."),
        new("CXS009", Warning, "A path reaches the queue without a check of the hours.", "Callers wait at night."),
        new("CXS010", Warning, "REQAGENT has no hold treatment.", "The caller waits in silence and hangs up."),
        new("CXS011", Error, "REQAGENT names no skill that serves calls.", "The caller waits for ever in a queue without agents."),
        new("CXS012", Error, "The variable of REQAGENT's skill is not set on every path.", "The caller is queued for an empty skill."),
        new("CXS013", Warning, "MUSIC is wired to itself.", "The vendor warns of the load; put a short WAIT between."),
        new("CXS014", Error, "A cycle of actions runs without waiting.",
            "The script burns time without end, and the caller hears nothing."),
        new("CXS015", Warning, "The hold loop has no exit.", "After closing, the caller still waits."),
        new("CXS016", Error, "The script has no BEGIN, or more than one.", "The script does not start, or not where you expect."),
        new("CXS017", Error, "A branch leads to an action that does not exist.", "The caller is stuck there."),
        new("CXS018", Warning, "An action cannot be reached.", "It never runs; often a wire was cut."),
        new("CXS019", Error, "An action without Default has no exit, or an outcome that is not wired.", "The contact stays there."),
        new("CXS020", Error, "STOP ends a caller's path.", "The contact stays open, and the line stays connected."),
        new("CXS021", Warning, "END or HANGUP does not fit the state of the line.", "A leg of the call stays open, or reports are wrong."),
        new("CXS022", Error, "A failed PLACECALL does not reach HANGUP or END.", "The script never ends."),
        new("CXS023", Warning, "An event exists twice.", "One of the two never runs."),
        new("CXS024", Error, "A prompt or a recording follows ONRELEASE.", "It fails; the caller has left."),
        new("CXS025", Warning, "ONRELEASE transfers or signals without a guard.", "It happens twice when HANGUP fires the event again."),
        new("CXS026", Error, "CALLBACK is used where it cannot work.",
            "The caller is disconnected and has no place in the queue, or hears nothing."),
        new("CXS027", Information, "A long prompt comes before CALLBACK.", "A caller who hangs up during it gets no callback."),
        new("CXS028", Warning, "The result of a web request is used without a test of its success.", "The call continues with empty data."),
        new("CXS029", Warning, "A web request may take long.", "The caller hears nothing while it runs."),
        new("CXS030", Error, "RUNSUB calls a script that cannot return.", "The caller does not come back."),
        new("CXS031", Information, "The value that RUNSUB returns is never read.", "The check has no effect."),
        new("CXS032", Warning, "The number of parameters differs from that of the target.",
            "A variable of the target is empty or holds another value."),
        new("CXS033", Error, "Scripts call each other in a cycle.", "The call never ends."),
        new("CXS034", Warning, "A subscript sets a variable for its caller without 'global:'.", "The variable is empty after RETURN."),
        new("CXS035", Warning, "A variable may be empty where it is read.", "A prompt, a skill or a name has a gap."),
        new("CXS036", Information, "A variable is set and never read.", "Leftovers make the script harder to read."),
        new("CXS037", Warning, "Two variables differ by one letter.", "The misspelled one stays empty."),
        new("CXS038", Warning, "A SWITCH or SELECT misses a digit that the menu offers.",
            "The caller's choice is ignored; an earlier value stays."),
        new("CXS039", Warning, "A second MENU overwrites the answer that a test expects.", "The caller's first answer is lost."),
        new("CXS040", Error, "A label of MENU can never be keyed.", "The caller keys the option and is treated as if it did not exist."),
        new("CXS041", Warning, "The end of a longer entry is not found quickly.", "The caller waits after the last key."),
        new("CXS042", Warning, "Keys during the prompt are lost.", "Callers who know the menu have to key twice."),
        new("CXS043", Information, "The exit Digit is wired, and DetectDTMF is off.", "The exit is never taken."),
        new("CXS044", Error, "A Sequence cannot be played as written.", "The caller hears nothing."),
        new("CXS045", Error, "A prompt file does not exist.", "The caller hears nothing, perhaps in one language only."),
        new("CXS046", Warning, "A spoken text has more than 300 characters.", "It is cut or silent."),
        new("CXS047", Warning, "The text offers a digit that is not wired.", "The caller keys a dead option."),
        new("CXS048", Warning, "An expression compares in an unusual way.", "It may not compile, or never be true."),
        new("CXS049", Warning, "A snippet cannot be read, or chooses nothing.", "Studio refuses it, or no value is set."),
        new("CXS050", Information, "A snippet sets a variable without ASSIGN.", "Studio's search does not find it."),
        new("CXS051", Warning, "A snippet or a request holds a test value or a secret.",
            "Test values go live; secrets are in every version and in Git."),
        new("CXS052", Warning, "The reply of a web request is stored with the limit of 2 KB.", "Longer JSON is cut and cannot be parsed."),
        new("CXS053", Information, "A caption is used twice or is that of a new action.", "Reports of the caller's path cannot be read."),
        new("CXS054", Information, "The exit Error is not wired.", "A fault is handled as success.", IsOnByDefault: false),
        new("CXS055", Warning, "A SIP header is set where no transfer follows.", "The header is lost."),
        new("CXS056", Warning, "A subscript queues the contact while the script has ONRESKILL.", "The reskill fails."),
        new("CXS057", Error, "A suppression script may end without a decision.", "A call is placed although the check failed, or is lost."),
        new("CXS058", Error, "The action does not exist, or not for this media type.", "Studio refuses to save the script."),
        new("CXS059", Warning, "A test compares with a value that is never assigned.", "One side of the test is never taken."),
        new("CXS060", Warning, "A variable for the next script is not set on every path to RUNSCRIPT.",
            "Some callers arrive there without it."),
        new("CXS061", Information, "The value of ASSIGN is in quotes.", "The quotes may become part of the text."),
        new("CXS062", Warning, "Both sides of an IF assign the same.", "The test has no effect."),
        new("CXS063", Information, "A test handles a digit that no wire brings to it.", "The case is never used, or a wire is missing."),
        new("CXS064", Information, "A wired digit is not offered by the text.", "Callers do not know the option."),
        new("CXS065", Information, "The call is released without a word.", "The caller does not know why."),
        new("CXS066", Information, "Default of HOURS leads where Open leads.", "An override, such as an emergency, is handled as open."),
        new("CXS067", Warning, "A prompt has a fixed language although the others follow a variable.",
            "Callers of the other language hear the wrong one."),
        new("CXS068", Information, "The export holds a wire that seems not to be saved.",
            "The tenant may hold another version than the file."),
        new("CXS069", Warning, "PLACECALL has values that the platform refuses.", "The call is not placed as you expect."),
        new("CXS070", Warning, "A PAGE is not closed.", "The contact can stay open."),
    ];

    /// <summary>Finds a rule.</summary>
    /// <param name="id">The id, in any case.</param>
    /// <returns>The rule, or <see langword="null"/>.</returns>
    public static ScriptLintRule? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return ById.GetValueOrDefault(id);
    }
}
