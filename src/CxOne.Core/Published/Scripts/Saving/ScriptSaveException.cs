using System.Globalization;
using CxOne.Errors;
using CxOne.Studio.Model;

namespace CxOne.Published;

/// <summary>The exception for a script that the tenant's check refused. The tenant holds what it held before.</summary>
public sealed class ScriptSaveException : CxException
{
    private ScriptSaveException(string message, string name, CxRequestException refusal)
        : base(CxErrors.ScriptRefused, message, name, refusal)
    {
    }

    /// <summary>Gets the findings; empty if the tenant gave another reason, which the message contains.</summary>
    public IReadOnlyList<ScriptSaveFinding> Findings { get; private init; } = [];

    /// <summary>Creates the exception from a refusal.</summary>
    internal static ScriptSaveException Of(CxRequestException refusal, string name, StudioScript script)
    {
        ScriptSaveFinding[] findings = [.. refusal.Errors.Where(error => error.NodeId is not null).Select(error => Finding(error, script))];
        return new ScriptSaveException(
            ScriptWriteMessages.Refused(
                name,
                [.. findings.Select(finding => finding.ToString())],
                findings.Length == 0 ? refusal.TenantMessage ?? refusal.OneLine : null),
            name,
            refusal)
        {
            Findings = findings,
        };
    }

    private static ScriptSaveFinding Finding(CxApiError error, StudioScript script)
    {
        int? id = int.TryParse(error.NodeId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var action = id is { } known ? script.Find(known) : null;
        return new ScriptSaveFinding
        {
            ActionId = id,
            ActionType = action?.Name ?? error.Field ?? string.Empty,
            Caption = action?.Caption ?? string.Empty,
            Key = error.Message ?? ScriptWriteMessages.FindingWithoutText,
            IsError = true,
        };
    }
}
