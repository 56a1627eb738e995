using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Simulation.Engine;

namespace CxOne.Studio.Linting.Analysis;

/// <summary>Which variables an action reads and writes.</summary>
internal sealed class NodeUse
{
    /// <summary>Variables in braces of a property, with the property: an empty one leaves a gap.</summary>
    public Dictionary<string, string> TextReads { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Variables of conditions, and every variable of a snippet: an empty one is an ordinary value there.</summary>
    public HashSet<string> OtherReads { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Values that are a bare word: perhaps the name of a variable.</summary>
    public HashSet<string> BareWords { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> MayWrite { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> MustWrite { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Functions that are called, built-in ones included.</summary>
    public HashSet<string> Calls { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it may write variables that the script does not name.</summary>
    public bool WritesUnknown { get; private set; }

    /// <summary>Whether it reads a variable that it writes, as a counter does.</summary>
    public bool IsCounter { get; private set; }

    public bool Reads(string name) => TextReads.ContainsKey(name) || OtherReads.Contains(name);

    public static NodeUse Of(ScriptProgram program, ScriptNode node)
    {
        var use = new NodeUse();
        var definition = node.Definition;
        if (node.IsNote)
        {
            return use;
        }

        // Actions of a library and unknown ones name their outputs in properties that the catalogue does not describe.
        use.WritesUnknown = definition is null || node.Action.IsLibraryAction || node.Type is "WORKFLOWDATA" or "WORKFLOW_EXECUTE";
        foreach (var property in node.Action.Properties)
        {
            use.Add(program, node, property);
        }

        // What a catalogue says about an output counts also where the property is left out.
        foreach (var output in definition?.Properties ?? [])
        {
            if (output is { IsOutput: true, DefaultValue.Length: > 0 } && node.Action.Property(output.Name) is null)
            {
                use.Write(output.DefaultValue);
            }
        }

        if (node.IsBegin || node.Type == "ONSIGNAL")
        {
            foreach (var name in node.Action.Property("Parameters")?.Items ?? [])
            {
                use.Write(name);
            }
        }

        return use;
    }

    private void Add(ScriptProgram program, ScriptNode node, ScriptProperty property)
    {
        var definition = node.Definition?.Property(property.Name);
        if (node.Type == "SNIPPET" && property.Name.Equals("Data", StringComparison.OrdinalIgnoreCase))
        {
            AddSnippet(program.Snippet(node));
        }
        else if (definition is { IsOutput: true })
        {
            Write(property.Value);
        }
        else if (definition is { IsExpression: true })
        {
            if (program.Expression(node, property.Name).Expression is { } expression)
            {
                var use = VariableUse.Of(expression);
                OtherReads.UnionWith(use.Reads.Keys);
                Calls.UnionWith(use.Calls);
            }
        }
        else if (definition is not { IsDocumentation: true })
        {
            foreach (var text in property.Items ?? [property.Value])
            {
                AddText(property.Name, text, isKnown: definition is not null);
            }
        }
    }

    private void AddText(string property, string text, bool isKnown)
    {
        if (text.Contains('{', StringComparison.Ordinal))
        {
            var use = VariableUse.Of(SnippetParser.ParseTemplate(text));
            foreach (var name in use.Reads.Keys)
            {
                TextReads.TryAdd(name, property);
            }

            Calls.UnionWith(use.Calls);
        }
        else if (IsName(text.Trim()))
        {
            BareWords.Add(text.Trim());
            if (!isKnown)
            {
                MayWrite.Add(text.Trim());
                MustWrite.Add(text.Trim());
            }
        }
    }

    private void AddSnippet(Snippet snippet)
    {
        var use = VariableUse.Of(snippet.Body);
        OtherReads.UnionWith(use.Reads.Keys);
        Calls.UnionWith(use.Calls);
        MayWrite.UnionWith(use.Writes);
        MustWrite.UnionWith(SnippetWalk.AlwaysWrites(snippet.Body));
        IsCounter = use.Writes.Overlaps(use.Reads.Keys);
        WritesUnknown |= snippet.Errors.Count > 0;
    }

    private void Write(string value)
    {
        var name = value.Trim().Trim('{', '}').Trim();
        var end = name.IndexOfAny(['.', '[']);
        name = end > 0 ? name[..end] : name;
        if (name.Length > 0)
        {
            MayWrite.Add(name);
            MustWrite.Add(name);
        }
    }

    private static bool IsName(string text)
        => text.Length > 0 && SnippetLexer.IsNameStart(text[0])
            && text.All(character => SnippetLexer.IsNamePart(character) || character == ':');
}
