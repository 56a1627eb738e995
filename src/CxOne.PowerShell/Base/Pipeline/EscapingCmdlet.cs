using System.Management.Automation;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Hides every stream of PSCmdlet behind one that escapes control characters, so that derived cmdlets cannot write unescaped text of other
/// parties to a terminal.
/// </summary>
public abstract class EscapingCmdlet : PSCmdlet
{
    private protected EscapingCmdlet()
    {
    }

    internal new void WriteVerbose(string text) => base.WriteVerbose(TerminalText.Message(text));

    internal new void WriteDebug(string text) => base.WriteDebug(TerminalText.Message(text));

    internal new void WriteWarning(string text) => base.WriteWarning(TerminalText.Message(text));

    internal new void WriteCommandDetail(string text) => base.WriteCommandDetail(TerminalText.Message(text));

    internal new void WriteInformation(object messageData, string[] tags)
        => base.WriteInformation(messageData is string text ? TerminalText.Message(text) : messageData, tags);

    internal new void WriteInformation(InformationRecord informationRecord)
        => WriteInformation(informationRecord.MessageData, [.. informationRecord.Tags]);

    internal new void WriteProgress(ProgressRecord progressRecord)
    {
        progressRecord.Activity = TerminalText.Message(progressRecord.Activity);
        progressRecord.StatusDescription = TerminalText.Message(progressRecord.StatusDescription);
        progressRecord.CurrentOperation = progressRecord.CurrentOperation is { } operation ? TerminalText.Message(operation) : null;
        base.WriteProgress(progressRecord);
    }

    internal new void WriteObject(object? item) => base.WriteObject(item is null ? null : OutputAdapter.Adapt(item));

    internal new void WriteError(ErrorRecord errorRecord) => base.WriteError(ErrorRecords.Shown(errorRecord));

    internal new void ThrowTerminatingError(ErrorRecord errorRecord) => base.ThrowTerminatingError(ErrorRecords.Shown(errorRecord));

    internal new bool ShouldProcess(string target) => base.ShouldProcess(TerminalText.Message(target));

    internal new bool ShouldProcess(string target, string action)
        => base.ShouldProcess(TerminalText.Message(target), TerminalText.Message(action));

    internal new bool ShouldProcess(string verboseDescription, string verboseWarning, string caption)
        => base.ShouldProcess(
            TerminalText.Message(verboseDescription), TerminalText.Message(verboseWarning), TerminalText.Message(caption));

    internal new bool ShouldProcess(
        string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason)
        => base.ShouldProcess(
            TerminalText.Message(verboseDescription),
            TerminalText.Message(verboseWarning),
            TerminalText.Message(caption),
            out shouldProcessReason);

    internal new bool ShouldContinue(string query, string caption)
        => base.ShouldContinue(TerminalText.Message(query), TerminalText.Message(caption));

    internal new bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll)
        => base.ShouldContinue(TerminalText.Message(query), TerminalText.Message(caption), ref yesToAll, ref noToAll);

    internal new bool ShouldContinue(string query, string caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll)
        => base.ShouldContinue(TerminalText.Message(query), TerminalText.Message(caption), hasSecurityImpact, ref yesToAll, ref noToAll);

    /// <summary>Shows the user what was done, as Write-Host does: on the screen, and in no pipeline.</summary>
    internal void WriteHostLine(string text)
        => base.WriteInformation(new HostInformationMessage { Message = TerminalText.Message(text) }, ["PSHOST"]);
}
