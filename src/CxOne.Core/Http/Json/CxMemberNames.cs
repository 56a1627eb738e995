namespace CxOne.Http;

/// <summary>
/// Names of JSON members for objects that cannot hold all of them: JSON tells case apart, knows an empty name and reserves none. A name
/// that such an object cannot hold, or that it holds already, gets a mark: <c>used~2</c> is a second <c>used</c>, <c>~1</c> an empty name.
/// A name that ends in such a mark of its own gets another one, so that every shown name leads back to one name.
/// </summary>
public sealed class CxMemberNames
{
    private const char Mark = '~';
    private readonly HashSet<string> _reserved;

    /// <summary>Initializes a new instance of the <see cref="CxMemberNames"/> class.</summary>
    /// <param name="reserved">Names that the objects keep for themselves, in any case; the empty name is always one of them.</param>
    public CxMemberNames(IEnumerable<string> reserved)
    {
        ArgumentNullException.ThrowIfNull(reserved);
        _reserved = new HashSet<string>(reserved, StringComparer.OrdinalIgnoreCase) { string.Empty };
    }

    /// <summary>Returns the name under which an object shows a member.</summary>
    /// <param name="name">The name of the JSON member.</param>
    /// <param name="isTaken">Whether the object has a member of that name, in any case.</param>
    /// <param name="numbers">
    /// The last number of each name of this object. Pass the same variable for all members of an object; it is created when it is needed.
    /// </param>
    public string Show(string name, Func<string, bool> isTaken, ref Dictionary<string, int>? numbers)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(isTaken);
        var needsMark = NeedsMark(name);
        if (!needsMark && !isTaken(name))
        {
            return name;
        }

        numbers ??= new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var number = numbers.TryGetValue(name, out var last) ? last : needsMark ? 0 : 1;
        string shown;
        do
        {
            number++;
            shown = $"{name}{Mark}{number}";
        }
        while (isTaken(shown));
        numbers[name] = number;
        return shown;
    }

    /// <summary>Returns the name of the JSON member that an object shows under a name.</summary>
    /// <param name="shown">The name that the object has.</param>
    /// <param name="isMember">Whether the object has a member of that name, in any case.</param>
    public string Own(string shown, Func<string, bool> isMember)
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(isMember);
        if (MarkOf(shown) is not { } at)
        {
            return shown;
        }

        // A mark is one of this class only where the name needs it; other programs may use the same sign.
        var name = shown[..at];
        return NeedsMark(name) || (shown.AsSpan(at + 1) is not "1" && isMember(name)) ? name : shown;
    }

    private bool NeedsMark(string name) => _reserved.Contains(name) || MarkOf(name) is not null;

    /// <summary>Where the mark at the end of a name begins; nothing where it has none.</summary>
    private static int? MarkOf(string name)
    {
        var at = name.LastIndexOf(Mark);
        return at >= 0 && at < name.Length - 1 && name[at + 1] != '0' && name.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9') < 0
            ? at
            : null;
    }
}
