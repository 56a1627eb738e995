using System.Globalization;

namespace CxOne.Studio.Testing;

/// <summary>A value of a file of test cases: a text, a list or a map. JSON and YAML give the same.</summary>
internal sealed class TestNode
{
    private TestNode(string path, int line)
    {
        Path = path;
        Line = line;
    }

    /// <summary>Where the value is, such as <c>tests[0].then.ending</c>.</summary>
    public string Path { get; }

    /// <summary>Its line in YAML; 0 where it is not known.</summary>
    public int Line { get; }

    public string? Text { get; private init; }

    public IReadOnlyList<TestNode>? Items { get; private init; }

    public IReadOnlyList<KeyValuePair<string, TestNode>>? Members { get; private init; }

    public bool IsNull => Text is null && Items is null && Members is null;

    public static TestNode OfText(string path, int line, string? text) => new(path, line) { Text = text };

    public static TestNode OfItems(string path, int line, IReadOnlyList<TestNode> items) => new(path, line) { Items = items };

    public static TestNode OfMembers(string path, int line, IReadOnlyList<KeyValuePair<string, TestNode>> members)
        => new(path, line) { Members = members };

    /// <summary>The place for messages.</summary>
    public override string ToString()
    {
        var place = Path.Length > 0 ? Path : TestMessages.Root;
        return Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{place} (line {Line})") : place;
    }
}
