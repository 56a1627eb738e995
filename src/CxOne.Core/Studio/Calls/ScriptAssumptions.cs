namespace CxOne.Studio.Calls;

/// <summary>
/// What public material does not settle about the platform, each as an option. A result names the assumptions that it depends on; when your
/// tenant behaves otherwise, change the option and run the test again.
/// </summary>
public sealed record ScriptAssumptions
{
    /// <summary>Gets whether a MENU keeps a key that no exit is wired for in its variable. The default is true.</summary>
    public bool MenuKeepsUnmatchedEntry { get; init; } = true;

    /// <summary>Gets whether an exit with the keyed label goes before the exits Terminator and MaxDigits. The default is true.</summary>
    public bool DigitLabelGoesFirst { get; init; } = true;

    /// <summary>
    /// Gets whether keys that stop before MaxDigits may take the exit of their label. Otherwise they take InterDigitTimeout. The default is
    /// true.
    /// </summary>
    public bool PartialEntryMatchesLabel { get; init; } = true;

    /// <summary>
    /// Gets whether a terminating key belongs to the entry where the Terminator property has no dash. The default is true.
    /// </summary>
    public bool TerminatorIsKeptWithoutDash { get; init; } = true;

    /// <summary>Gets the value of a LOOP's counter at its first repetition: 0 or 1. The default is 1.</summary>
    public int LoopCounterStart { get; init; } = 1;

    /// <summary>Gets whether a LOOP counts anew after it has finished. The default is true.</summary>
    public bool LoopResetsAfterFinished { get; init; } = true;

    /// <summary>Gets whether two LOOPs with one CounterName count together. The default is false.</summary>
    public bool LoopsShareCounter { get; init; }

    /// <summary>Gets whether REQAGENT without a wired Default waits in the queue, instead of being stuck. The default is true.</summary>
    public bool QueueWaitsWithoutDefault { get; init; } = true;

    /// <summary>Gets whether a second REQAGENT moves the contact to the new queue. The default is true.</summary>
    public bool SecondQueueReplacesFirst { get; init; } = true;

    /// <summary>Gets whether variables are kept when RUNSCRIPT starts another script. The default is true.</summary>
    public bool VariablesSurviveRunScript { get; init; } = true;

    /// <summary>
    /// Gets whether events of a script still fire after its RUNSCRIPT, if the new script does not have them. The default is false.
    /// </summary>
    public bool EventsSurviveRunScript { get; init; }

    /// <summary>Gets whether <c>global:x</c> and <c>x</c> are one variable. The default is false.</summary>
    public bool GlobalNamesArePlainNames { get; init; }

    /// <summary>Gets whether texts that differ in case only are different. The default is true.</summary>
    public bool CaseSensitiveText { get; init; } = true;

    /// <summary>Gets whether an empty text equals the number 0. The default is false.</summary>
    public bool EmptyEqualsZero { get; init; }

    /// <summary>Gets whether ASSIGN and SNIPPET cut a text at their MaxStringSize. The default is true.</summary>
    public bool TextIsCutAtMaxStringSize { get; init; } = true;

    /// <summary>
    /// Gets whether a key during PLAY or MUSIC has no effect on the path where the exit Digit is not wired. Otherwise the prompt ends. The
    /// path is the same; the simulated seconds differ. The default is true.
    /// </summary>
    public bool PromptPlaysOnWithoutDigitExit { get; init; } = true;

    /// <summary>Gets whether ClearDigits empties the buffer before the prompt, so that keys during it count. The default is true.</summary>
    public bool ClearDigitsBeforePrompt { get; init; } = true;

    /// <summary>Gets how many subscripts may call each other. The default is 20.</summary>
    public int MaxSubscriptDepth { get; init; } = 20;

    /// <summary>Gets whether RETURN in a script that no other one called ends it. Otherwise it is stuck. The default is true.</summary>
    public bool ReturnEndsMainScript { get; init; } = true;

    /// <summary>
    /// Gets whether the BEGIN that was added last starts, if a script has several. Otherwise the first one. The default is true.
    /// </summary>
    public bool LastBeginStarts { get; init; } = true;

    /// <summary>Gets the seconds after which the platform releases a contact that is stuck; 0 means never. The default is 0.</summary>
    public int StuckReleaseSeconds { get; init; }

    /// <summary>Gets whether a fault of SNIPPET, RUNSUB or REST_API takes the exit Error where it is wired. The default is true.</summary>
    public bool FaultTakesErrorExit { get; init; } = true;

    /// <summary>Gets whether ELSE IF is understood in snippets. Otherwise the snippet cannot be read. The default is true.</summary>
    public bool ElseIfIsAccepted { get; init; } = true;

    /// <summary>
    /// Gets whether a CASE of a snippet may name several values. Otherwise the snippet cannot be read. The default is true.
    /// </summary>
    public bool SeveralCaseValuesAreAccepted { get; init; } = true;

    /// <summary>
    /// Gets whether a function or method that the module does not know is a fault of the snippet. Otherwise its value is unknown. The
    /// default is false.
    /// </summary>
    public bool UnknownFunctionIsFault { get; init; }

    /// <summary>
    /// Gets whether names of scripts are looked up in the folder of the running script first. Otherwise from the root. The default is true.
    /// </summary>
    public bool ScriptNamesAreRelative { get; init; } = true;

    /// <summary>Gets whether music that is played whole takes the exit Complete where it is wired. The default is true.</summary>
    public bool WholeMusicTakesComplete { get; init; } = true;

    /// <summary>Gets whether an agent who answers ends the hold treatment of a script without ONANSWER. The default is true.</summary>
    public bool AnswerWithoutEventEndsHold { get; init; } = true;

    /// <summary>Gets whether ONRELEASE runs after BLINDXFER. The default is true.</summary>
    public bool ReleaseEventAfterBlindTransfer { get; init; } = true;

    /// <summary>Gets whether a holiday of an hours profile takes the exit Holiday outside its hours. The default is true.</summary>
    public bool HolidayTakesHolidayExit { get; init; } = true;
}
