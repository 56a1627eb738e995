using System.Globalization;
using System.Text.RegularExpressions;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting.Rules;

/// <summary>Snippets, expressions and web requests: CXS028, 029, 048 to 052, 062.</summary>
internal static partial class SnippetRules
{
    private const int MaxRequestMs = 90_000;
    private const int MaxSilenceMs = 10_000;
    private const int MaxSecrets = 20;
    private static readonly HashSet<string> TestNames = new(StringComparer.OrdinalIgnoreCase) { "test", "debug", "testing", "istest",
        "debugmode", "testmode" };
    private static readonly string[] PersonalWords = ["ANI", "phone", "email", "mail", "ssn", "card", "birth", "account", "pin",
        "password"];

    public static void Check(LintContext context)
    {
        var replies = context.Graph.Nodes.Where(node => node.Type == "REST_API")
            .Select(node => node.Action.Text("resultSet").Trim().Trim('{', '}'))
            .Where(name => name.Length > 0)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var node in context.Graph.Nodes)
        {
            switch (node.Type)
            {
                case "SNIPPET":
                    CheckSnippet(context, node);
                    break;
                case "IF":
                    CheckCondition(context, node);
                    break;
                case "REST_API":
                    CheckRequest(context, node);
                    break;
                case "ASSIGN":
                    CheckAssign(context, node, replies);
                    break;
            }
        }
    }

    /// <summary>Whether a name is that of a switch for tests.</summary>
    internal static bool IsTestName(string name) => TestNames.Contains(name);

    private static void CheckSnippet(LintContext context, ScriptNode node)
    {
        var snippet = context.Program.Snippet(node);
        if (string.IsNullOrWhiteSpace(node.Action.Text("Data")))
        {
            return;
        }

        foreach (var error in snippet.Errors.Take(3))
        {
            context.Report("CXS049", node, LintMessages.SnippetError(error.ToString()));
        }

        var statements = SnippetWalk.Statements(snippet.Body).ToArray();
        var bare = statements.OfType<AssignStatement>().Where(IsBareAssignment).ToArray();
        if (bare.Length > 0)
        {
            var (line, _) = snippet.Place(bare[0].At);
            context.Report("CXS050", node, LintMessages.WithoutAssign(bare.Length, line));
        }

        foreach (var statement in statements)
        {
            CheckStatement(context, node, snippet, statement);
        }

        CheckSecrets(context, node, node.Action.Text("Data"));
        CheckProxy(context, node, statements);
    }

    // Members and what only a snippet can make (a proxy) are written without the keyword everywhere.
    private static bool IsBareAssignment(AssignStatement assign)
        => assign is { HasKeyword: false, Target: NameExpression, Value: not CallExpression };

    private static void CheckStatement(LintContext context, ScriptNode node, Snippet snippet, Statement statement)
    {
        var (line, _) = snippet.Place(statement.At);
        switch (statement)
        {
            case IfStatement { IsElseIf: true }:
                context.Report("CXS049", node, LintMessages.ElseIf(line));
                break;
            case SwitchStatement { Cases.Count: 0 }:
                context.Report("CXS049", node, LintMessages.SwitchWithoutCase(line));
                break;
            case IfStatement { Else: { } otherwise } choice when Assigned(choice.Then) is { Count: > 0 } then
                && then.SequenceEqual(Assigned(otherwise)):
                context.Report("CXS062", node, LintMessages.SameOnBothSides(then[0].Name, then[0].Value, line));
                break;
            case IfStatement choice when IsTestSwitch(context, choice):
                context.Report("CXS051", node, LintMessages.TestBlock(line));
                break;
            case TraceStatement trace when SnippetWalk.Tree(trace.Text).OfType<NameExpression>().FirstOrDefault(IsPersonal) is { } personal:
                context.Report("CXS051", node, LintMessages.TracesPersonalData(personal.Name, line));
                break;
        }
    }

    private static bool IsPersonal(NameExpression name)
        => PersonalWords.Any(word => word.Length <= 3
            ? name.Name.Equals(word, StringComparison.OrdinalIgnoreCase)
                || name.Name.EndsWith(":" + word, StringComparison.OrdinalIgnoreCase)
            : name.Name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsTestSwitch(LintContext context, IfStatement choice)
        => choice.Then.Statements.Any(inner => inner is AssignStatement)
            && SnippetWalk.Tree(choice.Condition).OfType<NameExpression>()
                .Any(name => IsTestName(name.Name) && !context.Flow.WrittenSomewhere.Contains(name.Name));

    /// <summary>What a body assigns, if it does nothing else and each value is written out; in order of the names.</summary>
    private static List<(string Name, string Value)> Assigned(Block body)
    {
        List<(string Name, string Value)> assigned = [];
        foreach (var statement in body.Statements)
        {
            if (statement is not AssignStatement { Target: NameExpression name } assign
                || SnippetWalk.Literal(assign.Value) is not { } value)
            {
                return [];
            }

            assigned.Add((name.Name.ToUpperInvariant(), value));
        }

        assigned.Sort();
        return assigned;
    }

    private static void CheckProxy(LintContext context, ScriptNode node, Statement[] statements)
    {
        var expressions = statements.SelectMany(SnippetWalk.Expressions).SelectMany(SnippetWalk.Tree).ToArray();
        if (!expressions.OfType<CallExpression>().Any(call => call.Name.Equals("MakeRestRequest", StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        var result = statements.OfType<AssignStatement>()
            .Where(assign => assign.Value is CallExpression { Target: not null } call
                && call.Name.Equals("MakeRestRequest", StringComparison.OrdinalIgnoreCase))
            .Select(assign => SnippetWalk.BaseName(assign.Target)).OfType<string>().FirstOrDefault();
        var isTested = expressions.OfType<CallExpression>()
            .Any(call => call.Name.Equals("StatusCode", StringComparison.OrdinalIgnoreCase)
                || call.Name.Equals("StatusDescription", StringComparison.OrdinalIgnoreCase));
        if (!isTested)
        {
            // A request whose answer is not used, such as a message, changes nothing for the caller.
            context.Report(
                "CXS028",
                node,
                result is null ? LintMessages.RequestNotTested : LintMessages.ResultNotTested(result),
                result is not null && context.Flow.ReadSomewhere.Contains(result) ? Warning : Information);
        }

        if (result is not null && IsShortLimit(node))
        {
            context.Report("CXS052", node, LintMessages.ReplyCut);
        }

        foreach (var assign in statements.OfType<AssignStatement>())
        {
            if (assign.Target is CallExpression { Name: { } member }
                && member.Equals("ProxyTimeoutSeconds", StringComparison.OrdinalIgnoreCase)
                && assign.Value is NumberExpression { Value: > MaxRequestMs / 1000 } seconds)
            {
                context.Report("CXS029", node, LintMessages.RequestTooLong((long)seconds.Value * 1000, MaxRequestMs));
            }
        }
    }

    private static bool IsShortLimit(ScriptNode node)
        => node.Action.Text("MaxStringSize").Trim() is "" or "Limit2K";

    private static void CheckRequest(LintContext context, ScriptNode node)
    {
        if (decimal.TryParse(node.Action.Text("TimeOutInMilliSeconds"), NumberStyles.Number, CultureInfo.InvariantCulture, out var timeout))
        {
            if (timeout > MaxRequestMs)
            {
                context.Report("CXS029", node, LintMessages.RequestTooLong((long)Math.Min(timeout, long.MaxValue), MaxRequestMs));
            }
            else if (timeout > MaxSilenceMs && context.IsCall && context.Main.Contains(node)
                && !node.Incoming.Any(exit => exit.From.Type is "PLAY" or "MUSIC" or "MENU"))
            {
                context.Report("CXS029", node, LintMessages.RequestInSilence((long)timeout), Information);
            }
        }

        var result = node.Action.Text("resultSet").Trim().Trim('{', '}');
        var errors = node.Action.Text("errorArgList").Trim().Trim('{', '}');
        if (result.Length > 0
            && context.Flow.ReadSomewhere.Contains(result)
            && !context.Flow.ReadSomewhere.Contains(errors)
            && node.Exit("Error") is not { IsWired: true })
        {
            context.Report("CXS028", node, LintMessages.ResultNotTested(result), Information);
        }

        CheckSecrets(context, node, node.Action.Text("Headers"));
        CheckSecrets(context, node, node.Action.Text("Parameters"));
    }

    private static void CheckAssign(LintContext context, ScriptNode node, HashSet<string> replies)
    {
        var value = node.Action.Text("Value").Trim();
        if (value.Length > 1 && value[0] == '"' && value[^1] == '"' && value.IndexOf('"', 1) == value.Length - 1)
        {
            context.Report("CXS061", node, LintMessages.ValueQuoted);
        }

        // Only the whole reply is long; a member of it is not.
        if (value is ['{', .. var inner, '}'] && IsShortLimit(node) && replies.Contains(inner.Trim()))
        {
            context.Report("CXS052", node, LintMessages.ReplyCut);
        }
    }

    private static void CheckCondition(LintContext context, ScriptNode node)
    {
        var text = node.Action.Text("Expression");
        if (string.IsNullOrWhiteSpace(text))
        {
            context.Report("CXS048", node, LintMessages.ConditionEmpty);
            return;
        }

        var (expression, error) = context.Program.Expression(node, "Expression");
        if (expression is null)
        {
            context.Report("CXS048", node, LintMessages.ConditionUnreadable(error!.ToString()));
            return;
        }

        foreach (var binary in SnippetWalk.Tree(expression).OfType<BinaryExpression>())
        {
            if (binary.Operator == "==")
            {
                context.Report("CXS048", node, LintMessages.OperatorUnusual("==", "="));
            }
            else if (binary.Operator is "&&" or "||" or "<>")
            {
                var usual = binary.Operator switch { "&&" => "&", "||" => "|", _ => "!=" };
                context.Report("CXS048", node, LintMessages.OperatorUnusual(binary.Operator, usual), Information);
            }
            else if (IsQuotedVariable(binary.Left, binary.Right) || IsQuotedVariable(binary.Right, binary.Left))
            {
                context.Report("CXS048", node, LintMessages.VariableQuoted, Information);
            }
        }
    }

    private static bool IsQuotedVariable(Expression text, Expression number)
        => text is TextExpression { Pieces: [NameExpression] } && number is NumberExpression;

    private static void CheckSecrets(LintContext context, ScriptNode node, string text)
    {
        foreach (var (kind, index) in SecretText.Find(text))
        {
            // The value itself stays out of reports.
            context.Report("CXS051", node, LintMessages.SecretInText(kind, SourceText.Place(text, index).Line));
        }

        foreach (var match in Address().Matches(text).Take(MaxSecrets))
        {
            context.Report("CXS051", node, LintMessages.AddressInText(SourceText.Place(text, match.Index).Line), Information);
        }

        foreach (var match in Phone().Matches(text).Take(MaxSecrets))
        {
            context.Report("CXS051", node, LintMessages.PhoneInText(SourceText.Place(text, match.Index).Line), Information);
        }
    }

    [GeneratedRegex(@"[""'=\s:][A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}")]
    private static partial Regex Address();

    [GeneratedRegex(@"[""'|,;:\s]\+[0-9]{8,15}\b")]
    private static partial Regex Phone();
}
