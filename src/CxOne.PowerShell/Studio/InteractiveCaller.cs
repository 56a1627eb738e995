using System.Management.Automation;
using System.Management.Automation.Host;
using CxOne.Errors;
using CxOne.Studio.Calls;
using CxOne.Studio.Simulation;

namespace CxOne.PowerShell.Studio;

/// <summary>Plays the phone: shows what the caller hears, and asks for keys.</summary>
internal sealed class InteractiveCaller(PSHost host)
{
    private int _heard;

    public CallerInput? Ask(ScriptInputRequest request)
    {
        Say(request.Prompts);
        var keys = string.Join(", ", request.Labels);
        while (true)
        {
            host.UI.Write(TerminalText.Message(StudioCmdletMessages.AskForKeys(request.Step.Caption, keys)));
            var text = ReadLine();
            if (text is null)
            {
                // The end of the input, such as that of a redirected file: no key will ever come.
                host.UI.WriteLine();
                return CallerInput.Hangup;
            }

            if (string.IsNullOrWhiteSpace(text))
            {
                return CallerInput.Timeout;
            }

            try
            {
                return CallerInput.Parse(text);
            }
            catch (CxValidationException exception)
            {
                host.UI.WriteLine(TerminalText.Message(exception.Message));
            }
        }
    }

    private string? ReadLine()
    {
        try
        {
            return host.UI.ReadLine();
        }
        catch (Exception exception) when (exception is PSInvalidOperationException or HostException or NotImplementedException)
        {
            throw new CxValidationException([StudioCmdletMessages.HostCannotAsk(exception.Message)], host.Name);
        }
    }

    /// <summary>Shows what was heard after the last key.</summary>
    public void Show(ScriptSimulationResult result) => Say([.. result.Prompts.Skip(_heard)]);

    private void Say(IReadOnlyList<string> prompts)
    {
        _heard += prompts.Count;
        foreach (var prompt in prompts)
        {
            host.UI.WriteLine(TerminalText.Message(StudioCmdletMessages.Heard(prompt)));
        }
    }
}
