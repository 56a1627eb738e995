using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CxOne.Studio.Testing;

/// <summary>
/// Reads YAML event by event: no objects are made of it, type tags are refused, and aliases count with all that they stand for. The
/// assembly of the parser is loaded when this type is first used.
/// </summary>
internal sealed class YamlDocument
{
    private readonly Parser _parser;
    private readonly string _source;
    private readonly int _maxDepth;
    private readonly Dictionary<string, TestNode> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<TestNode, int> _sizes = new(ReferenceEqualityComparer.Instance);
    private int _left;

    private YamlDocument(string text, string source, int maxDepth, int maxNodes)
    {
        _parser = new Parser(new StringReader(text));
        (_source, _maxDepth, _left) = (source, maxDepth, maxNodes);
    }

    public static TestNode Read(string text, string source, int maxDepth, int maxNodes)
    {
        try
        {
            return new YamlDocument(text, source, maxDepth, maxNodes).Read();
        }
        catch (YamlException) when (TabLine(text) is { } line)
        {
            throw TestDocument.Invalid(source, TestMessages.YamlTab(line));
        }
        catch (YamlException exception)
        {
            throw TestDocument.Invalid(source, TestMessages.YamlAt(exception.Start.Line, exception.Start.Column, exception.Message),
                exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // What the parser throws at some damaged files, without a place.
            throw TestDocument.Invalid(source, TestMessages.YamlDamaged, exception);
        }
    }

    /// <summary>The first line that a tab indents: the parser names the place where the map begins instead.</summary>
    private static int? TabLine(string text)
    {
        var lines = text.Split('\n');
        var place = Array.FindIndex(lines, line => line.AsSpan()[..(line.Length - line.AsSpan().TrimStart().Length)].Contains('\t')
            && line.AsSpan().Trim().Length > 0);
        return place < 0 ? null : place + 1;
    }

    private TestNode Read()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            throw TestDocument.Invalid(_source, TestMessages.FileEmpty);
        }

        var root = Node(string.Empty, 0);
        _parser.Consume<DocumentEnd>();
        return _parser.Accept<StreamEnd>(out _) ? root : throw TestDocument.Invalid(_source, TestMessages.SeveralDocuments);
    }

    private TestNode Node(string path, int depth)
    {
        var current = _parser.Current!;
        if (depth > _maxDepth)
        {
            throw TestDocument.Invalid(_source, At(current, TestMessages.YamlTooDeep(_maxDepth)));
        }

        Count(1);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            var node = _anchors.GetValueOrDefault(alias.Value.Value)
                ?? throw TestDocument.Invalid(_source, At(alias, TestMessages.AnchorUnknown(alias.Value.Value)));
            Count(_sizes[node]);
            return node;
        }

        var start = _left;
        var read = Content(path, depth, current, out var anchor);
        _sizes[read] = start - _left + 1;
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = read;
        }

        return read;
    }

    private TestNode Content(string path, int depth, ParsingEvent current, out AnchorName anchor)
    {
        if (current is NodeEvent { Tag: { IsEmpty: false } tag } && !tag.IsNonSpecific)
        {
            throw TestDocument.Invalid(_source, At(current, TestMessages.TagRefused(tag.Value)));
        }

        var line = (int)current.Start.Line;
        switch (current)
        {
            case Scalar scalar:
                anchor = scalar.Anchor;
                _parser.MoveNext();
                var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
                return TestNode.OfText(path, line, isNull && scalar.Style == ScalarStyle.Plain ? null : scalar.Value);
            case SequenceStart sequence:
                anchor = sequence.Anchor;
                _parser.MoveNext();
                List<TestNode> items = [];
                while (!_parser.TryConsume<SequenceEnd>(out _))
                {
                    items.Add(Node(string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), depth + 1));
                }

                return TestNode.OfItems(path, line, items);
            case MappingStart mapping:
                anchor = mapping.Anchor;
                _parser.MoveNext();
                List<KeyValuePair<string, TestNode>> members = [];
                while (!_parser.TryConsume<MappingEnd>(out _))
                {
                    if (!_parser.TryConsume<Scalar>(out var key))
                    {
                        throw TestDocument.Invalid(_source, At(_parser.Current!, TestMessages.KeyNoText));
                    }

                    members.Add(KeyValuePair.Create(key.Value, Node(TestDocument.Join(path, key.Value), depth + 1)));
                }

                return TestNode.OfMembers(path, line, members);
            default:
                throw TestDocument.Invalid(_source, At(current, TestMessages.YamlUnexpected));
        }
    }

    private void Count(int nodes)
    {
        _left -= nodes;
        if (_left < 0)
        {
            throw TestDocument.Invalid(_source, TestMessages.FileTooLarge);
        }
    }

    private static string At(ParsingEvent place, string message) => TestMessages.YamlAt(place.Start.Line, place.Start.Column, message);
}
