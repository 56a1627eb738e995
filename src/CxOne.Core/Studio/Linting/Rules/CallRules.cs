using System.Globalization;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting.Rules;

/// <summary>Calls that the script places, transfers and decides about: CXS021, 022, 055, 057, 069.</summary>
internal static class CallRules
{
    private const int MaxTimeoutSec = 55;
    private static readonly string[] Failures = ["NoAnswer", "NoVoice", "MachineTimeout", "Busy", "InvalidNumber", "Error"];

    public static void Check(LintContext context)
    {
        var calls = context.Graph.Nodes.Where(node => node.Type == "PLACECALL").ToArray();
        var ending = calls.Length == 0 ? null : context.LeadingTo(node => node.IsEnd || node.Definition is null);
        foreach (var call in calls)
        {
            CheckFailures(context, call, ending!);
            CheckValues(context, call);
        }

        CheckEnd(context);
        CheckHeaders(context);
        CheckSuppression(context);
    }

    private static void CheckFailures(LintContext context, ScriptNode call, IReadOnlySet<ScriptNode> ending)
    {
        foreach (var exit in Failures.Select(call.Exit).OfType<ScriptExit>().Where(exit => exit.IsWired))
        {
            if (!ending.Contains(exit.Target!))
            {
                context.Report("CXS022", call, LintMessages.FailureWithoutEnd(exit.Label), context.Main.Contains(call) ? Error : Warning);
            }
        }

        // There is no call to hang up where none was placed.
        if (call.Exit("Error")?.Target is { Type: "HANGUP" } hangup)
        {
            context.Report("CXS021", hangup, LintMessages.HangupWithoutCall);
        }
    }

    private static void CheckValues(LintContext context, ScriptNode call)
    {
        if (Number(call, "Timeout") is > MaxTimeoutSec and var timeout)
        {
            context.Report("CXS069", call, LintMessages.PlaceCallTimeout(timeout));
        }

        if (call.Action.Text("DetectionType").Trim().Equals("NOTIFYOFMACHINEASAP", StringComparison.OrdinalIgnoreCase)
            && Number(call, "MaxMachine") is not (null or 0) and var machine)
        {
            context.Report("CXS069", call, LintMessages.PlaceCallMachine(machine.Value));
        }
    }

    private static decimal? Number(ScriptNode node, string property)
        => decimal.TryParse(node.Action.Text(property), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void CheckEnd(LintContext context)
    {
        if (!context.IsCall || context.Script.Header.IsSuppression || context.Has("PLACECALL")
            || LibraryFacts.Of(context.Options.Library).IsSpawned(context.Script.Name))
        {
            return;
        }

        // After CALLBACK the caller is disconnected.
        foreach (var end in context.MainOf("END").Where(end => !context.Flow.MustBefore(end, VariableFlow.Released)))
        {
            context.Report("CXS021", end, LintMessages.EndWithCaller);
        }
    }

    private static void CheckHeaders(LintContext context)
    {
        CheckHeaders(context, "SIPXFERPUTHD", "BLINDXFER", ["BLINDXFER"]);
        CheckHeaders(context, "SIPPUTHEADER", "PLACECALL", ["BLINDXFER", "PLACECALL", "TRANSFER"]);
    }

    private static void CheckHeaders(LintContext context, string type, string usual, string[] uses)
    {
        var headers = context.Graph.Nodes.Where(node => node.Type == type).ToArray();
        if (headers.Length == 0)
        {
            return;
        }

        var used = context.LeadingTo(node =>
            uses.Contains(node.Type) || node.Definition is null || node.Type is "RUNSCRIPT" or "RUNSUB" or "RETURN");
        foreach (var header in headers.Where(header => header.Default()?.Target is { } next && !used.Contains(next)))
        {
            context.Report("CXS055", header, LintMessages.HeaderLost(usual));
        }
    }

    private static void CheckSuppression(LintContext context)
    {
        if (context.Script.Header.IsSuppression)
        {
            foreach (var node in context.Main.Where(node => node.IsEnd).OrderBy(node => node.Id))
            {
                if (node.Type is not ("PERMITCALL" or "SUPPRESSCALL" or "RETURN" or "RUNSCRIPT"))
                {
                    context.Report("CXS057", node, LintMessages.SuppressionUndecided(node.Type));
                }
            }
        }

        foreach (var check in context.Graph.Nodes.Where(node => node.Type == "CHECKCALLSUP"))
        {
            for (var (node, steps) = (check.Exit("Error")?.Target, 0); node is not null && steps < 50; steps++)
            {
                if (node.Type == "PERMITCALL")
                {
                    context.Report("CXS057", check, LintMessages.FailedCheckPermits, context.Main.Contains(check) ? Error : Information);
                    break;
                }

                node = node.Exits.Count(exit => exit.IsWired) == 1 ? node.Exits.First(exit => exit.IsWired).Target : null;
            }
        }
    }
}
