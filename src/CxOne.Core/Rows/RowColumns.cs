using System.Globalization;
using System.Text.RegularExpressions;

namespace CxOne.Rows;

/// <summary>
/// The columns that rows of one kind may have. A column is recognised without regard to case, white space, <c>_</c> and <c>-</c>; any
/// other name is refused, because a misspelt column that is passed over changes the result without a word.
/// </summary>
public sealed partial class RowColumns
{
    private static readonly (char Delimiter, string Name)[] Delimiters
        = [(';', "';'"), ('\t', "tabs"), ('|', "'|'"), (',', "','")];

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unused;

    /// <summary>Initializes a new instance of the <see cref="RowColumns"/> class.</summary>
    /// <param name="names">The columns that are read; a message lists them in this order.</param>
    /// <param name="unused">Columns that may be there and are not read, such as the other members of an exported object.</param>
    /// <param name="aliases">Other names of columns, with the names that they mean.</param>
    public RowColumns(
        IReadOnlyList<string> names, IReadOnlyList<string>? unused = null, IReadOnlyDictionary<string, string>? aliases = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        Names = [.. names];
        foreach (var name in names)
        {
            _names[Key(name)] = name;
        }

        foreach (var (alias, name) in aliases ?? new Dictionary<string, string>())
        {
            _names[Key(alias)] = name;
        }

        _unused = (unused ?? []).Select(Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The columns that are read.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Returns the known name of a column.</summary>
    /// <param name="column">The name as it is written.</param>
    /// <returns><see langword="null"/> if the column is not known.</returns>
    public string? Find(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return _names.GetValueOrDefault(Key(column));
    }

    /// <summary>Recognises the columns of a row.</summary>
    /// <param name="members">Names as they are written, with their values.</param>
    /// <param name="ignored">Names of columns to leave out, in any spelling.</param>
    /// <returns>The values by their known names, and what is wrong with the columns.</returns>
    public RowMatch Match(IEnumerable<KeyValuePair<string, object?>> members, IReadOnlyCollection<string>? ignored = null)
    {
        ArgumentNullException.ThrowIfNull(members);
        var left = (ignored ?? []).Select(Key).ToHashSet(StringComparer.Ordinal);
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        Dictionary<string, string> written = new(StringComparer.Ordinal);
        List<string> violations = [];
        foreach (var (column, value) in members)
        {
            var key = Key(column);
            if (left.Contains(key) || (!_names.ContainsKey(key) && _unused.Contains(key)))
            {
                continue;
            }

            if (!_names.TryGetValue(key, out var name))
            {
                if (!IsSurplus(column, value))
                {
                    violations.Add(Unknown(column));
                }
            }
            else if (!written.TryAdd(name, column))
            {
                violations.Add(RowMessages.ColumnTwice(written[name], column, name));
            }
            else
            {
                values[name] = value;
            }
        }

        return new RowMatch(values, violations);
    }

    /// <summary>The same for each spelling that means the same name.</summary>
    internal static string Key(string name)
        => string.Concat(name.Where(letter => letter is not ('_' or '-')
            && !char.IsWhiteSpace(letter)
            && char.GetUnicodeCategory(letter) != UnicodeCategory.Format)).ToUpperInvariant();

    /// <summary>A reader of CSV names the column after a comma at the end of each line itself; without values it is no column.</summary>
    private static bool IsSurplus(string column, object? value)
        => string.IsNullOrWhiteSpace(Convert.ToString(value, CultureInfo.InvariantCulture))
            && (column.Length == 0 || SurplusName().IsMatch(column));

    [GeneratedRegex("^H[0-9]{1,4}$")]
    private static partial Regex SurplusName();

    private string Unknown(string column)
    {
        foreach (var (delimiter, name) in Delimiters)
        {
            if (column.Contains(delimiter, StringComparison.Ordinal)
                && column.Split(delimiter).Any(part => _names.ContainsKey(Key(part.Trim('"', ' ')))))
            {
                return RowMessages.NotSeparated(column, name);
            }
        }

        return RowMessages.UnknownColumn(column, Nearest(column), Names);
    }

    private string? Nearest(string column)
    {
        var key = Key(column);
        if (key.Length is 0 or > 100)
        {
            return null;
        }

        var (name, distance) = _names
            .Select(known => (
                known.Value,
                Distance: Holds(known.Key, key) || Holds(key, known.Key)
                    ? Math.Abs(known.Key.Length - key.Length) / 100d
                    : EditDistance.Between(key, known.Key)))
            .MinBy(known => known.Distance);
        return distance <= Math.Max(key.Length, Key(name).Length) * 2 / 3 ? name : null;

        static bool Holds(string text, string part) => part.Length >= 3 && text.Contains(part, StringComparison.Ordinal);
    }
}
