using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>The audio files that a script plays.</summary>
internal static class PromptFiles
{
    private const int MaxCombinations = 64;
    private const string Extension = ".wav";
    private static readonly HashSet<string> Playing = ["PLAY", "MENU", "WHISPER", "ASR", "ASRMENU", "ASRNUMBER", "ASRDIGITS"];

    /// <summary>Whether an action plays the parts of a Sequence.</summary>
    public static bool HasSequence(ScriptNode node) => Playing.Contains(node.Type);

    /// <summary>Whether an action may play a file.</summary>
    public static bool IsPlayed(ScriptNode node) => HasSequence(node) || node.Type == "MUSIC";

    /// <summary>Whether a part of a Sequence is the name of a file. Other first characters mark numbers, amounts and dates.</summary>
    public static bool IsFile(string part)
        => part.Length > 0 && (char.IsLetter(part[0]) || part[0] == '_'
            || (part[0] == '{' && part.Contains('\\', StringComparison.Ordinal)));

    /// <summary>
    /// The files that a script plays, with the actions that play them. A name with variables stands for every name that it can become; it
    /// is left out if a variable has values that are not written out.
    /// </summary>
    public static IEnumerable<(ScriptNode Node, string Name)> Of(LintContext context)
    {
        var values = LiteralValues.Of(context);
        foreach (var node in context.Graph.Nodes.Where(IsPlayed))
        {
            foreach (var name in Parts(node).Where(IsAudio).SelectMany(part => Expand(part, values)))
            {
                yield return (node, name);
            }
        }
    }

    /// <summary>The form in which names are compared, without regard to case.</summary>
    public static string Normal(string path) => path.Replace('/', '\\').Trim().TrimStart('\\');

    private static bool IsAudio(string part) => IsFile(part) && part.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Parts(ScriptNode node) => node.Type == "MUSIC"
        ? [node.Action.Text("MusicFile").Trim().Trim('"')]
        : SequenceText.Parts(node.Action.Text("Sequence")).Where(part => part.IsQuoted).Select(part => part.Text);

    private static List<string> Expand(string file, LiteralValues values)
    {
        List<string> names = [string.Empty];
        foreach (var piece in SnippetParser.ParseTemplate(file).Pieces)
        {
            IReadOnlyCollection<string>? texts = piece switch
            {
                LiteralExpression literal => [literal.Text],
                NameExpression name => values.Known(name.Name),
                _ => null,
            };
            if (texts is null || texts.Count == 0 || names.Count * texts.Count > MaxCombinations)
            {
                return [];
            }

            names = [.. names.SelectMany(_ => texts, (start, text) => start + text)];
        }

        return names;
    }
}
