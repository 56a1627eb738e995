using System.Globalization;

namespace CxOne.Sandbox.Http;

/// <summary>The parameters of a query, in the order in which they were sent.</summary>
internal sealed class QueryString
{
    private readonly List<KeyValuePair<string, string>> _pairs;

    private QueryString(List<KeyValuePair<string, string>> pairs) => _pairs = pairs;

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>Reads a query or a form: only the first equals sign of a pair separates.</summary>
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

    /// <summary>The value of a parameter, null when it is absent; the last one when it is repeated.</summary>
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

    /// <summary>Reads a whole number; an entry is added to <paramref name="errors"/> when it is none or out of range.</summary>
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
