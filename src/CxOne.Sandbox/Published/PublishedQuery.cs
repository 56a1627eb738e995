using System.Globalization;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Published;

/// <summary>
/// The query of a call of the published family. Names that the call does not define and repeated names are violations, and each method adds
/// a violation if a value is invalid.
/// </summary>
internal sealed class PublishedQuery
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private readonly QueryString _query;

    public PublishedQuery(QueryString query, IReadOnlyList<string> known)
    {
        _query = query;
        foreach (var name in query.Pairs.Select(pair => pair.Key).Distinct(StringComparer.Ordinal))
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                Add(name, "UNKNOWN_PARAMETER", "is not a parameter of this call.");
            }
            else if (query.IsRepeated(name))
            {
                Add(name, "DUPLICATE", "is given more than once.");
            }
        }

        Fields = new FieldSelection(Text("fields"));
    }

    public List<ErrorEntry> Errors { get; } = [];

    /// <summary>The members that the caller selected.</summary>
    public FieldSelection Fields { get; }

    /// <summary>Reads a text; null if it is missing or empty.</summary>
    public string? Text(string name) => _query.Get(name) is { Length: > 0 } text ? text : null;

    /// <summary>Reads a text that must not be missing.</summary>
    public string RequireText(string name)
    {
        if (Text(name) is { } text)
        {
            return text;
        }

        Add(name, "MISSING", "is missing.");
        return string.Empty;
    }

    /// <summary>Reads a whole number; null if it is missing.</summary>
    public int? Whole(string name, int minimum = 0, int maximum = int.MaxValue)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        // The same words as in lists of the other family.
        var range = maximum == int.MaxValue ? $"of {minimum} or more" : $"from {minimum} to {maximum}";
        Add(name, "OUT_OF_RANGE", $"must be given once, as a whole number {range}.");
        return null;
    }

    /// <summary>Reads a whole number that must not be missing.</summary>
    public int RequireWhole(string name)
    {
        RequireText(name);
        return Whole(name) ?? 0;
    }

    /// <summary>Reads a Boolean; null if it is missing.</summary>
    public bool? Flag(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out var value))
        {
            return value;
        }

        Add(name, "INVALID_TYPE", $"must be true or false, not '{text}'.");
        return null;
    }

    /// <summary>Reads a Boolean that must not be missing.</summary>
    public bool RequireFlag(string name)
    {
        RequireText(name);
        return Flag(name) ?? false;
    }

    /// <summary>
    /// Reads an instant that must not be missing. It must end with a literal <c>Z</c>; clients had to change offsets such as
    /// <c>+00:00</c> to it.
    /// </summary>
    public DateTimeOffset RequireInstant(string name)
    {
        var text = RequireText(name);
        if (text.Length == 0)
        {
            return default;
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, InstantFormat, CultureInfo.InvariantCulture, Styles, out var instant))
        {
            return instant;
        }

        Add(name, "INVALID_TIMESTAMP", $"must be a UTC time such as 2026-03-01T00:00:00Z, not '{text}'.");
        return default;
    }

    public void Add(string name, string code, string text) => Errors.Add(new ErrorEntry(code, $"{name} {text}") { Field = name });
}
