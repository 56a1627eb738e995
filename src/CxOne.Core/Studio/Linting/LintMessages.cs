using System.Globalization;

namespace CxOne.Studio.Linting;

/// <summary>
/// The sentences of the linter: what was found, then what to do. Longer than 300 lines, because they are in one place so that they read
/// alike.
/// </summary>
internal static class LintMessages
{
    public const string MenuWithoutDefault = "Default is not wired. Wire it to a retry, such as a LOOP.";

    public const string CaseWithoutDefault = "Default is not wired. Wire it for values that no label names.";

    public const string CaseWithoutLabel = "No label is wired, so that every value takes Default.";

    public const string HoursWithoutDefault = "Default is not wired. Wire it for overrides and errors of the profile.";

    public const string HoursWithoutClosed = "Neither Default nor Closed is wired. Wire Default at least.";

    public const string QueueWithoutHold = "Default is not wired. Wire it to a hold treatment, such as MUSIC.";

    public const string SpawnParks = "Default is not wired: the contact waits until ONSIGNAL fires. Keep it if that is meant.";

    public const string SpawnWithoutSignal = "Default is not wired, and the script has no ONSIGNAL that could continue the call.";

    public const string DefaultNotWired = "Default is not wired.";

    public const string StopWaits = "The path ends at STOP and waits for an event.";

    public const string StopEnds = "The path ends at STOP, and the script has no event that could continue it. Use HANGUP or END.";

    public const string Unreachable = "No path from BEGIN or an event leads here.";

    public const string NoBegin = "The script has no BEGIN.";

    public const string HoldWithoutWayOut =
        "The hold treatment has neither a check of the hours nor a callback, a voicemail or another way out.";

    public const string QueueWithoutHours = "A path leads here without HOURS, a subscript or a test of the time before.";

    public const string SkillEmpty = "Skill is empty, and there is no TargetAgent.";

    public const string CallbackWithoutQueue = "No REQAGENT comes before CALLBACK, so that there is no place in the queue to keep.";

    public const string LongPromptBeforeCallback = "The prompt before CALLBACK is long. Play it earlier, or shorten it.";

    public const string OverrideIsOpen = "Default leads to the same action as Open.";

    public const string HangupWithoutCall = "The exit Error of PLACECALL leads to HANGUP, but no call was placed. Use END.";

    public const string EndWithCaller = "END is reached while the caller is on the line. Use HANGUP.";

    public const string FailedCheckPermits = "The exit Error leads to PERMITCALL. Lead it to SUPPRESSCALL.";

    public const string ErrorNotWired = "The exit Error is not wired.";

    public const string ScriptNameEmpty = "ScriptName is empty.";

    public const string NoTerminator = "MaxDigits is more than 1, and no key ends the entry early. Set Terminator.";

    public const string NoInterDigitTimeout = "MaxDigits is more than 1, and InterDigitTimeout is 0.";

    public const string DigitNeverTaken = "Digit is wired, but DetectDTMF is False.";

    public const string SequenceEmpty = "Sequence is empty.";

    public const string QuoteOpen = "A quote in Sequence is not closed.";

    public const string RequestNotTested = "The snippet sends a request and never tests StatusCode.";

    public const string ReplyCut = "MaxStringSize is Limit2K, and the value is a reply of a web service. Choose Limit32K.";

    public const string ConditionEmpty = "Expression is empty.";

    public const string VariableQuoted = "A variable in quotes is compared with a number. Write the bare name.";

    public const string ValueQuoted = "The value is in quotes. A text needs none here.";

    public const string CaptionIsType = "The caption is that of a new action. Name what the action decides.";

    public const string PageNotClosed = "No PAGECLOSE follows.";

    public const string NeedsProfiles = "The rule needs the hours profiles of the tenant.";

    public const string NeedsSkills = "The rule needs the skills of the tenant.";

    public const string NeedsPrompts = "The rule needs the list of the tenant's prompt files.";

    public const string TooManyAnswers = "The script has too many menus and tests for the rule.";

    public const string NeedsScripts = "The rule needs the other scripts.";

    public static string CaptionTwice(int first)
        => string.Create(CultureInfo.InvariantCulture, $"Action {first} has the same caption.");

    public static string StudioDefaultNotWired(string caption) => $"Warning! The Default branch for {caption} is not wired up!";

    public static string SettingsNotJson(string source, string reason) => $"The lint settings '{source}' are not JSON: {reason}";

    public static string SettingsNoObject(string source) => $"The lint settings '{source}' must be a JSON object.";

    public static string SettingsInvalid(string source, IReadOnlyList<string> violations)
        => $"The lint settings '{source}' are invalid. {string.Join(' ', violations)}";

    public static string SettingUnknown(string name)
        => $"'{name}' must be 'rules', 'silence' or 'variables', with a value of the right kind.";

    public static string RuleUnknown(string rule) => $"The rule '{rule}' does not exist.";

    public static string SeverityInvalid(string rule, string severity)
        => $"The severity of {rule} must be 'error', 'warning', 'information' or 'off' (was '{severity}').";

    public static string ActionInvalid(string action) => $"'action' must be the number of an action (was '{action}').";

    public static string ExitNotWired(string label) => $"{label} is not wired.";

    public static string OutcomeNotWired(string label) => $"{label} is not wired, and there is no Default.";

    public static string NoExit(string type) => $"{type} does not end the contact, and none of its exits is wired.";

    public static string BranchToNowhere(string label, int target)
        => string.Create(CultureInfo.InvariantCulture, $"{label} leads to action {target}, which does not exist.");

    public static string ManyBegins(IReadOnlyList<int> ids) => $"The script has several BEGIN: {Ids(ids)}. It starts at the last one.";

    public static string ActionUnknown(string name) => $"The catalogue of actions does not hold '{name}'.";

    public static string ActionOfOtherMedia(string type, string media) => $"{type} is an action of {media} scripts.";

    public static string WireUnsaved(string label, int target)
        => string.Create(CultureInfo.InvariantCulture, $"The wire {label} to action {target} lacks what the editor adds to saved wires.");

    public static string SilentCircle(string label) => $"{label} leads back to this menu without a LOOP or a counter. Limit the retries.";

    public static string MusicCircle(string label) => $"{label} leads back to the same MUSIC. Put a WAIT of 0.5 seconds between.";

    public static string BusyCircle(IReadOnlyList<int> ids) => $"The actions {Ids(ids)} run in a circle in which nothing waits or counts.";

    public static string WordlessHangup(string label, int id, string caption)
        => string.Create(
            CultureInfo.InvariantCulture, $"{label} of {id} '{caption}' leads here without a prompt.");

    public static string HolidayNotWired(string profile) => $"The profile '{profile}' has holidays, and Holiday is not wired.";

    public static string SkillUnknown(string skill) => $"The tenant has no skill '{skill}'.";

    public static string SkillInactive(string skill) => $"The skill '{skill}' is not active.";

    public static string SkillOutbound(string skill) => $"The skill '{skill}' is an outbound skill.";

    public static string SkillOfOtherMedia(string skill, int media, int own)
        => string.Create(CultureInfo.InvariantCulture, $"The skill '{skill}' has media type {media}, the script {own}.");

    public static string SkillSetOnSomePaths(string name) => $"Skill is '{{{name}}}', and some paths lead here without setting it.";

    public static string SkillNeverSet(string name) => $"Skill is '{{{name}}}', and nothing before sets it.";

    public static string CallbackDelay(decimal delay)
        => string.Create(CultureInfo.InvariantCulture, $"CallDelaySec must be at most 59 (was {delay}).");

    public static string VoiceAfterCallback(string type, int id, string caption)
        => string.Create(
            CultureInfo.InvariantCulture, $"{type} {id} '{caption}' follows, but the caller is disconnected.");

    public static string EventTwice(string type, int first)
        => string.Create(CultureInfo.InvariantCulture, $"{type} exists already as action {first}.");

    public static string VoiceAfterRelease(int release)
        => string.Create(CultureInfo.InvariantCulture, $"The path of ONRELEASE {release} leads here.");

    public static string ReleaseUnguarded(string type)
        => $"ONRELEASE leads to {type} without a test. Test a variable, so that it happens once.";

    public static string ReskillInSubscript(string script) => $"'{script}' holds REQAGENT. Return from the subscript before you queue.";

    public static string FailureWithoutEnd(string label) => $"The path of {label} reaches neither HANGUP nor END.";

    public static string PlaceCallTimeout(decimal seconds)
        => string.Create(CultureInfo.InvariantCulture, $"Timeout must be at most 55 seconds (was {seconds}).");

    public static string PlaceCallMachine(decimal value)
        => string.Create(CultureInfo.InvariantCulture, $"MaxMachine must be 0 with NOTIFYOFMACHINEASAP (was {value}).");

    public static string HeaderLost(string type) => $"No {type} follows.";

    public static string SuppressionUndecided(string type) => $"A path ends at {type}, with neither PERMITCALL nor SUPPRESSCALL.";

    public static string ScriptMissing(string name) => $"The script '{name}' is not among the scripts that were given.";

    public static string ScriptInactive(string name, string status) => $"The script '{name}' has the status '{status}'.";

    public static string ScriptOfOtherMedia(string name, int media, int own)
        => string.Create(CultureInfo.InvariantCulture, $"The script '{name}' has media type {media}, this one {own}.");

    public static string NoReturn(string name) => $"No path of '{name}' reaches RETURN or another end.";

    public static string ResultNotRead(string name) => $"Nothing reads '{name}'.";

    public static string ParametersDiffer(string name, int given, int expected)
        => string.Create(CultureInfo.InvariantCulture, $"'{name}' takes {expected} parameters (was {given}).");

    public static string ParameterNotGiven(string name, int given, int read)
        => string.Create(CultureInfo.InvariantCulture, $"'{name}' reads p{read}, and {given} parameters are given.");

    public static string EndlessCircle(string name) => $"'{name}' leads back here before anything is decided.";

    public static string CallsItself(string name) => $"'{name}' calls this script again. Check that a condition ends it.";

    public static string PlainVariable(string script, string name)
        => $"'{script}' sets '{name}', which this script reads. Write 'global:{name}' in both, or return it.";

    public static string ReadSetOnSomePaths(string name, string property)
        => $"{property} reads '{name}', and some paths lead here without setting it.";

    public static string ReadBeforeSet(string name, string property) => $"{property} reads '{name}', which is set later only.";

    public static string NeverSet(string name)
        => $"Nothing in this script sets '{name}'. It is empty unless the script that starts this one sets it.";

    public static string NeverRead(string name) => $"Nothing reads '{name}'.";

    public static string Misspelled(string read, string meant) => $"'{read}' is read and never set; '{meant}' is set.";

    public static string MisspelledSet(string set, string meant) => $"'{set}' is set and never read; '{meant}' is read.";

    public static string NeverEqual(string name, string value, IReadOnlyList<string> known)
        => $"'{name}' is compared with '{value}', but holds only {Some(known)}.";

    public static string HandedOverOnSomePaths(string name, string script)
        => $"'{name}' is set on some paths to '{script}', and not on others.";

    public static string LabelNoKey(string label) => $"The label '{label}' must consist of the keys 0-9, * and #.";

    public static string LabelTooLong(string label, decimal max)
        => string.Create(CultureInfo.InvariantCulture, $"The label '{label}' is longer than MaxDigits ({max}).");

    public static string LabelTwice(string label) => $"The label '{label}' exists twice; the second wire is never taken.";

    public static string LabelTerminates(string label) => $"The label '{label}' is also the Terminator.";

    public static string TypeAheadLost(int menu, string caption)
        => string.Create(
            CultureInfo.InvariantCulture, $"Keys during this prompt are kept, but MENU {menu} '{caption}' clears them (ClearDigits).");

    public static string DigitNotHandled(string variable, string digit)
        => $"The digit {digit} leads here, and '{variable}' has no case for it and no DEFAULT.";

    public static string DigitNotBrought(string variable, string digit)
        => $"There is a case for {digit} of '{variable}', but no wire of that digit leads here.";

    public static string AnswerOverwritten(string variable, string digit, int menu, string caption)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"The case {digit} of '{variable}' is an answer of MENU {menu} '{caption}', but a later menu overwrites it.");

    public static string TextTooLong(int length, int max)
        => string.Create(CultureInfo.InvariantCulture, $"A spoken part has {length} characters; at most {max} are spoken.");

    public static string PartNotQuoted(string part) => $"The part '{part}' is not in quotes.";

    public static string ForwardSlash(string part) => $"The part '{part}' has a forward slash. Folders are separated by backslashes.";

    public static string NoWav(string part) => $"The part '{part}' does not end in .wav.";

    public static string PromptMissing(string file) => $"The prompt '{file}' does not exist.";

    public static string OfferedNotWired(string digit) => $"The text offers {digit}, which is not wired.";

    public static string WiredNotOffered(string digit) => $"{digit} is wired, but the text does not offer it.";

    public static string FixedLanguage(string file, string variable, string value)
        => $"'{file}' is fixed to '{value}', but callers with another '{variable}' hear it too.";

    public static string SnippetError(string error) => $"The snippet cannot be read at {error}";

    public static string ElseIf(int line)
        => string.Create(CultureInfo.InvariantCulture, $"Line {line}: ELSE IF does not exist. Put the IF in braces after ELSE.");

    public static string SwitchWithoutCase(int line)
        => string.Create(CultureInfo.InvariantCulture, $"Line {line}: there is neither CASE nor DEFAULT.");

    public static string SameOnBothSides(string name, string value, int line)
        => string.Create(CultureInfo.InvariantCulture, $"Line {line}: IF and ELSE both set '{name}' to '{value}'.");

    public static string WithoutAssign(int count, int line)
        => string.Create(CultureInfo.InvariantCulture, $"Assignments without ASSIGN: {count}, the first on line {line}.");

    public static string TestBlock(int line)
        => string.Create(CultureInfo.InvariantCulture,
            $"Line {line}: a block sets values for tests. Remove it before the script goes live.");

    public static string TracesPersonalData(string name, int line)
        => string.Create(CultureInfo.InvariantCulture, $"Line {line}: TRACE writes '{name}', which may be personal data.");

    public static string SecretInText(string kind, int line)
        => string.Create(CultureInfo.InvariantCulture,
            $"Line {line} holds what looks like a {kind}. Keep it outside the script, and replace it.");

    public static string AddressInText(int line)
        => string.Create(CultureInfo.InvariantCulture, $"Line {line} holds an e-mail address.");

    public static string PhoneInText(int line)
        => string.Create(CultureInfo.InvariantCulture, $"Line {line} holds a phone number.");

    public static string ResultNotTested(string name) => $"'{name}' is used, and the success of the request is never tested.";

    public static string RequestTooLong(long given, int max)
        => string.Create(CultureInfo.InvariantCulture, $"The time-out must be at most {max} ms (was {given}).");

    public static string RequestInSilence(long given)
        => string.Create(CultureInfo.InvariantCulture, $"The request may take {given} ms, and no prompt comes before it.");

    public static string OperatorUnusual(string given, string usual) => $"'{given}' is unusual; write '{usual}'.";

    public static string ConditionUnreadable(string error) => $"Expression cannot be read at {error}";

    private static string Some(IReadOnlyList<string> values)
        => string.Join(", ", values.Take(12).Select(value => $"'{value}'")) + (values.Count > 12 ? ", …" : null);

    private static string Ids(IReadOnlyList<int> ids)
        => string.Join(", ", ids.Take(12).Select(id => id.ToString(CultureInfo.InvariantCulture))) + (ids.Count > 12 ? ", …" : null);
}
