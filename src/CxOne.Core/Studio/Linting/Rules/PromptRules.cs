using System.Text.RegularExpressions;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting.Analysis;
using CxOne.Studio.Model;
using static CxOne.Studio.Linting.ScriptLintSeverities;

namespace CxOne.Studio.Linting.Rules;

/// <summary>What the caller hears: CXS043 to 047, 064.</summary>
internal static partial class PromptRules
{
    private const int MaxSpokenLength = 300;
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["zero"] = "0", ["one"] = "1", ["two"] = "2", ["three"] = "3", ["four"] = "4", ["five"] = "5", ["six"] = "6", ["seven"] = "7",
        ["eight"] = "8", ["nine"] = "9", ["star"] = "*", ["pound"] = "#", ["hash"] = "#",
        ["cero"] = "0", ["uno"] = "1", ["dos"] = "2", ["tres"] = "3", ["cuatro"] = "4", ["cinco"] = "5", ["seis"] = "6", ["siete"] = "7",
        ["ocho"] = "8", ["nueve"] = "9",
    };

    public static void Check(LintContext context)
    {
        foreach (var node in context.Graph.Nodes)
        {
            if (node.Type is "PLAY" or "MUSIC" && node.Exit("Digit") is { IsWired: true }
                && node.Action.Text("DetectDTMF").Trim().Equals("False", StringComparison.OrdinalIgnoreCase))
            {
                context.Report("CXS043", node, LintMessages.DigitNeverTaken);
            }

            if (PromptFiles.HasSequence(node))
            {
                CheckSequence(context, node);
            }

            if (node.Type == "MENU")
            {
                CheckOffer(context, node);
            }
        }

        CheckFiles(context);
    }

    private static void CheckSequence(LintContext context, ScriptNode node)
    {
        var sequence = node.Action.Text("Sequence");
        var isReached = context.Main.Contains(node) || context.EventPaths.Contains(node);
        if (string.IsNullOrWhiteSpace(sequence))
        {
            // A menu may follow a prompt of its own.
            if (node.Type == "PLAY")
            {
                context.Report("CXS044", node, LintMessages.SequenceEmpty, LintContext.Lower(Warning, !isReached));
            }

            return;
        }

        var (parts, isOpen) = SequenceText.Read(sequence);
        if (isOpen)
        {
            context.Report("CXS044", node, LintMessages.QuoteOpen, LintContext.Lower(Error, !isReached));
            return;
        }

        foreach (var (text, isQuoted) in parts)
        {
            if (text.StartsWith('%'))
            {
                var spoken = Variable().Replace(text[1..], string.Empty);
                if (spoken.Length > MaxSpokenLength)
                {
                    context.Report("CXS046", node, LintMessages.TextTooLong(spoken.Length, MaxSpokenLength));
                }
            }
            else if (!isQuoted && !text.Contains('{', StringComparison.Ordinal))
            {
                context.Report("CXS044", node, LintMessages.PartNotQuoted(text), LintContext.Lower(Warning, !isReached));
            }
            else if (PromptFiles.IsFile(text))
            {
                CheckFileName(context, node, text, LintContext.Lower(Warning, !isReached));
            }
        }
    }

    private static void CheckFileName(LintContext context, ScriptNode node, string text, string severity)
    {
        var outside = Variable().Replace(text, string.Empty);
        if (outside.Contains('/', StringComparison.Ordinal))
        {
            context.Report("CXS044", node, LintMessages.ForwardSlash(text), severity);
        }

        // The end may come from a variable.
        if (!text.EndsWith('}') && !text.EndsWith(".wav", StringComparison.OrdinalIgnoreCase))
        {
            context.Report("CXS044", node, LintMessages.NoWav(text), severity);
        }
    }

    private static void CheckOffer(LintContext context, ScriptNode menu)
    {
        var wired = menu.Exits.Where(exit => exit.Kind == BranchKind.Free && exit.Branch is not null).Select(exit => exit.Label.Trim())
            .ToHashSet();
        if (wired.Count == 0)
        {
            // The digits are tested afterwards.
            return;
        }

        var spoken = SequenceText.Parts(menu.Action.Text("Sequence")).Where(part => part.Text.StartsWith('%'))
            .Select(part => part.Text[1..]);
        var text = string.Join(' ', spoken.Prepend(menu.Action.Text("Phrase")));
        var offered = Offers().Matches(text).Select(match => Digit(match.Groups["key"].Value)).OfType<string>().ToHashSet();
        var isRetry = IsRetry(context, menu);
        foreach (var digit in offered.Where(digit => !wired.Contains(digit)).Order(StringComparer.Ordinal))
        {
            if (isRetry)
            {
                context.Report("CXS047", menu, LintMessages.OfferedNotWired(digit), context.Main.Contains(menu) ? Warning : Information);
            }
        }

        // Keys for the operator and for a repetition are often left unsaid.
        var unsaid = wired.Where(digit => offered.Count > 1 && !offered.Contains(digit) && digit is not ("0" or "*" or "#"));
        foreach (var digit in unsaid.Order(StringComparer.Ordinal))
        {
            context.Report("CXS064", menu, LintMessages.WiredNotOffered(digit));
        }
    }

    /// <summary>Whether Default treats a key as wrong. In a language menu it takes the first language.</summary>
    private static bool IsRetry(LintContext context, ScriptNode menu)
    {
        var node = menu.Default()?.Target;
        for (var steps = 0; node is not null && steps < 20; steps++)
        {
            if (node == menu || node.Type is "LOOP" or "FOR" or "HANGUP" || context.Flow.Use(node).IsCounter)
            {
                return true;
            }

            var wired = node.Exits.Where(exit => exit.IsWired).Take(2).ToArray();
            node = wired.Length == 1 ? wired[0].Target : null;
        }

        return menu.Default() is not { IsWired: true };
    }

    private static string? Digit(string word)
        => word.Length == 1 && (char.IsAsciiDigit(word[0]) || word[0] is '*' or '#') ? word : Words.GetValueOrDefault(word);

    private static void CheckFiles(LintContext context)
    {
        if (context.Options.Prompts is not { } prompts)
        {
            if (context.Graph.Nodes.Any(PromptFiles.IsPlayed))
            {
                context.Skip("CXS045", LintMessages.NeedsPrompts);
            }

            return;
        }

        HashSet<string> known = new(prompts.Select(PromptFiles.Normal), StringComparer.OrdinalIgnoreCase);
        foreach (var (node, name) in PromptFiles.Of(context).Where(prompt => !known.Contains(PromptFiles.Normal(prompt.Name))))
        {
            context.Report(
                "CXS045", node, LintMessages.PromptMissing(name), context.Main.Contains(node)
                    || context.EventPaths.Contains(node) ? Error : Information);
        }
    }

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Variable();

    [GeneratedRegex(
        @"\b(press|dial|key|push|choose|select|enter|oprima|presione|marque|pulse|dr(ü|ue)cken sie( die)?|w(ä|ae)hlen sie( die)?|"
            + @"appuyez sur( le)?|(faites|composez)( le)?)"
            + @"\s+(the\s+|el\s+|la\s+|n(ú|u)mero\s+|number\s+|key\s+|tecla\s+)*['""]?(?<key>[0-9*#](?![0-9])|[a-z]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Offers();
}
