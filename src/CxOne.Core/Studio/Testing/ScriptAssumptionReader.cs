using System.Globalization;
using CxOne.Studio.Calls;

namespace CxOne.Studio.Testing;

/// <summary>Sets assumptions by name.</summary>
public static class ScriptAssumptionReader
{
    private static readonly Dictionary<string, Func<ScriptAssumptions, bool, ScriptAssumptions>> Flags = new(
        StringComparer.OrdinalIgnoreCase)
    {
        [nameof(ScriptAssumptions.MenuKeepsUnmatchedEntry)] = (all, value) => all with { MenuKeepsUnmatchedEntry = value },
        [nameof(ScriptAssumptions.DigitLabelGoesFirst)] = (all, value) => all with { DigitLabelGoesFirst = value },
        [nameof(ScriptAssumptions.PartialEntryMatchesLabel)] = (all, value) => all with { PartialEntryMatchesLabel = value },
        [nameof(ScriptAssumptions.TerminatorIsKeptWithoutDash)] = (all, value) => all with { TerminatorIsKeptWithoutDash = value },
        [nameof(ScriptAssumptions.LoopResetsAfterFinished)] = (all, value) => all with { LoopResetsAfterFinished = value },
        [nameof(ScriptAssumptions.LoopsShareCounter)] = (all, value) => all with { LoopsShareCounter = value },
        [nameof(ScriptAssumptions.QueueWaitsWithoutDefault)] = (all, value) => all with { QueueWaitsWithoutDefault = value },
        [nameof(ScriptAssumptions.SecondQueueReplacesFirst)] = (all, value) => all with { SecondQueueReplacesFirst = value },
        [nameof(ScriptAssumptions.VariablesSurviveRunScript)] = (all, value) => all with { VariablesSurviveRunScript = value },
        [nameof(ScriptAssumptions.EventsSurviveRunScript)] = (all, value) => all with { EventsSurviveRunScript = value },
        [nameof(ScriptAssumptions.GlobalNamesArePlainNames)] = (all, value) => all with { GlobalNamesArePlainNames = value },
        [nameof(ScriptAssumptions.CaseSensitiveText)] = (all, value) => all with { CaseSensitiveText = value },
        [nameof(ScriptAssumptions.EmptyEqualsZero)] = (all, value) => all with { EmptyEqualsZero = value },
        [nameof(ScriptAssumptions.TextIsCutAtMaxStringSize)] = (all, value) => all with { TextIsCutAtMaxStringSize = value },
        [nameof(ScriptAssumptions.PromptPlaysOnWithoutDigitExit)] = (all, value) => all with { PromptPlaysOnWithoutDigitExit = value },
        [nameof(ScriptAssumptions.ClearDigitsBeforePrompt)] = (all, value) => all with { ClearDigitsBeforePrompt = value },
        [nameof(ScriptAssumptions.ReturnEndsMainScript)] = (all, value) => all with { ReturnEndsMainScript = value },
        [nameof(ScriptAssumptions.ReleaseEventAfterBlindTransfer)] = (all, value) => all with { ReleaseEventAfterBlindTransfer = value },
        [nameof(ScriptAssumptions.HolidayTakesHolidayExit)] = (all, value) => all with { HolidayTakesHolidayExit = value },
        [nameof(ScriptAssumptions.LastBeginStarts)] = (all, value) => all with { LastBeginStarts = value },
        [nameof(ScriptAssumptions.FaultTakesErrorExit)] = (all, value) => all with { FaultTakesErrorExit = value },
        [nameof(ScriptAssumptions.ElseIfIsAccepted)] = (all, value) => all with { ElseIfIsAccepted = value },
        [nameof(ScriptAssumptions.SeveralCaseValuesAreAccepted)] = (all, value) => all with { SeveralCaseValuesAreAccepted = value },
        [nameof(ScriptAssumptions.UnknownFunctionIsFault)] = (all, value) => all with { UnknownFunctionIsFault = value },
        [nameof(ScriptAssumptions.ScriptNamesAreRelative)] = (all, value) => all with { ScriptNamesAreRelative = value },
        [nameof(ScriptAssumptions.WholeMusicTakesComplete)] = (all, value) => all with { WholeMusicTakesComplete = value },
        [nameof(ScriptAssumptions.AnswerWithoutEventEndsHold)] = (all, value) => all with { AnswerWithoutEventEndsHold = value },
    };

    /// <summary>Gets the names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Flags.Keys
            .Append(nameof(ScriptAssumptions.LoopCounterStart))
            .Append(nameof(ScriptAssumptions.MaxSubscriptDepth))
            .Append(nameof(ScriptAssumptions.StuckReleaseSeconds))
            .Order(StringComparer.Ordinal)];

    /// <summary>Returns the assumptions with one of them changed.</summary>
    /// <param name="assumptions">The assumptions.</param>
    /// <param name="name">The name, in any case.</param>
    /// <param name="value">True or false, or a number.</param>
    /// <returns>The changed assumptions; <see langword="null"/> if there is no such name, or the value does not fit.</returns>
    public static ScriptAssumptions? With(ScriptAssumptions assumptions, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(assumptions);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (Flags.TryGetValue(name.Trim(), out var change))
        {
            return bool.TryParse(value.Trim(), out var flag) ? change(assumptions, flag) : null;
        }

        var isNumber = int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return name.Trim().ToUpperInvariant() switch
        {
            "LOOPCOUNTERSTART" when isNumber && number <= 1 => assumptions with { LoopCounterStart = number },
            "MAXSUBSCRIPTDEPTH" when isNumber && number is > 0 and <= 1000 => assumptions with { MaxSubscriptDepth = number },
            "STUCKRELEASESECONDS" when isNumber && number <= 86_400 => assumptions with { StuckReleaseSeconds = number },
            _ => null,
        };
    }
}
