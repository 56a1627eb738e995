using System.Globalization;

namespace CxOne.Sandbox.Http;

/// <summary>The parameters of a query in the order in which they were sent.</summary>
internal sealed class QueryString
{
    private readonly List<KeyValuePair<string, string>> _pairs;

    private QueryString(List<KeyValuePair<string, string>> pairs) => _pairs = pairs;

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>Parses a query or a form. The first equals sign of a pair separates name and value.</summary>
    public static QueryString Parse(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var separator = part.IndexOf('=', StringComparison.Ordinal);
            var name = separator < 0 ? part : part[..separator];
            var value = separator < 0 ? string.Empty : part[(separator + 1)..];
            pairs.Add(new(Decode(name), Decode(value)));
        }

        return new QueryString(pairs);
    }

    /// <summary>Returns the value of a parameter, the last one if it is repeated, or null if it is missing.</summary>
    public string? Get(string name)
    {
        string? found = null;
        foreach (var (key, value) in _pairs)
        {
            if (string.Equals(key, name, StringComparison.Ordinal))
            {
                found = value;
            }
        }

        return found;
    }

    public bool IsRepeated(string name) =>
        _pairs.Count(pair => string.Equals(pair.Key, name, StringComparison.Ordinal)) > 1;

    /// <summary>Reads a whole number. Adds an entry to <paramref name="errors"/> if the value is invalid or out of range.</summary>
    public int Integer(string name, int fallback, int minimum, int maximum, List<ErrorEntry> errors)
    {
        var text = Get(name);
        if (text is null)
        {
            return fallback;
        }

        if (!IsRepeated(name)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= minimum
            && value <= maximum)
        {
            return value;
        }

        var range = maximum == int.MaxValue ? $"of {minimum} or more" : $"from {minimum} to {maximum}";
        errors.Add(new ErrorEntry("OUT_OF_RANGE", $"{name} must be given once, as a whole number {range}.") { Field = name });
        return fallback;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
