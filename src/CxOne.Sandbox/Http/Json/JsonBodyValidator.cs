using System.Text.Json;

namespace CxOne.Sandbox.Http;

/// <summary>
/// Reads the members of a JSON object and collects every violation on the way, so that one refusal names them all.
/// Longer than other classes: one short method for each kind of member that a body may hold.
/// </summary>
internal sealed class JsonBodyValidator
{
    private readonly JsonElement? _element;
    private readonly string _prefix;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<JsonBodyValidator> _children = [];

    private JsonBodyValidator(JsonElement? element, string prefix, List<ErrorEntry> errors)
    {
        _element = element;
        _prefix = prefix;
        Errors = errors;
    }

    public List<ErrorEntry> Errors { get; }

    /// <summary>The object that is checked; null when it is missing.</summary>
    public JsonElement? Element => _element;

    public static JsonBodyValidator Over(JsonElement element) => new(element, string.Empty, []);

    /// <summary>The refusal, or null when the body is as it should be. Members that nobody asked for are violations.</summary>
    public SandboxResponse? Refusal(SandboxRequest request)
    {
        RefuseUnknownMembers();
        return Errors.Count == 0 ? null : Responses.BadRequest(request, $"The body breaks {Count(Errors.Count)}.", Errors);
    }

    public void Add(string member, string code, string message) =>
        Errors.Add(new ErrorEntry(code, message) { Field = _prefix + member });

    /// <summary>Notes a violation; the message is the place of the member, and then the text.</summary>
    public void Violate(string member, string code, string text) => Add(member, code, $"{_prefix}{member} {text}");

    /// <summary>Notes that the object itself, and not one of its members, holds too little.</summary>
    public void NoteEmpty(string expected) =>
        Errors.Add(new ErrorEntry("EMPTY", $"{_prefix.TrimEnd('.')} must hold {expected}.") { Field = _prefix.TrimEnd('.') });

    /// <summary>A string that repeats what the path says.</summary>
    public void RequireSameAsPath(string member, string expected)
    {
        if (RequireString(member) is { } text && !string.Equals(text, expected, StringComparison.Ordinal))
        {
            Add(member, "MISMATCH", $"{_prefix}{member} is '{text}', but the path names '{expected}'.");
        }
    }

    /// <summary>A string of at least one visible character.</summary>
    public string? RequireString(string member)
    {
        if (Find(member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            WrongType(member, "a string");
            return null;
        }

        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
        {
            Add(member, "EMPTY", $"{_prefix}{member} must not be empty.");
            return null;
        }

        return text;
    }

    /// <summary>A string that may be empty.</summary>
    public string? RequireStringOrEmpty(string member)
    {
        if (Find(member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        WrongType(member, "a string");
        return null;
    }

    /// <summary>A string out of a closed list.</summary>
    public string? RequireOneOf(string member, params IReadOnlyCollection<string> allowed)
    {
        var text = RequireString(member);
        if (text is null || allowed.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Add(member, "NOT_ALLOWED", $"{_prefix}{member} must be {Alternatives(allowed)}, not '{text}'.");
        return null;
    }

    public bool? RequireBoolean(string member)
    {
        if (Find(member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        WrongType(member, "true or false");
        return null;
    }

    /// <summary>A number in a range, both ends included unless the lower one is said to be open.</summary>
    public decimal? RequireNumber(string member, decimal minimum, decimal maximum, bool aboveMinimum = false)
    {
        if (Find(member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            WrongType(member, "a number");
            return null;
        }

        if (value.TryGetDecimal(out var number)
            && number <= maximum
            && (aboveMinimum ? number > minimum : number >= minimum))
        {
            return number;
        }

        var lower = aboveMinimum ? "above" : "at least";
        Add(
            member,
            "OUT_OF_RANGE",
            FormattableString.Invariant($"{_prefix}{member} must be {lower} {minimum} and at most {maximum}."));
        return null;
    }

    /// <summary>A whole number in a range, both ends included.</summary>
    public int? RequireInteger(string member, int minimum, int maximum)
    {
        if (Find(member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            WrongType(member, "a whole number");
            return null;
        }

        if (value.TryGetInt32(out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        Add(member, "OUT_OF_RANGE", FormattableString.Invariant($"{_prefix}{member} must be a whole number from {minimum} to {maximum}."));
        return null;
    }

    /// <summary>An array of strings that are not empty, itself not empty; out of a closed list when there is one.</summary>
    public IReadOnlyList<string>? RequireStrings(string member, bool distinct, IReadOnlyCollection<string>? allowed = null)
    {
        if (Items(member) is not { } items)
        {
            return null;
        }

        var texts = new List<string>();
        for (var index = 0; index < items.Count; index++)
        {
            var field = $"{member}[{index}]";
            var item = items[index];
            if (item.ValueKind != JsonValueKind.String)
            {
                WrongType(field, "a string");
            }
            else if (string.IsNullOrWhiteSpace(item.GetString()))
            {
                Add(field, "EMPTY", $"{_prefix}{field} must not be empty.");
            }
            else if (allowed is not null && !allowed.Contains(item.GetString()!, StringComparer.Ordinal))
            {
                Add(field, "NOT_ALLOWED", $"{_prefix}{field} must be {Alternatives(allowed)}, not '{item.GetString()}'.");
            }
            else if (distinct && texts.Contains(item.GetString()!, StringComparer.Ordinal))
            {
                Add(field, "DUPLICATE", $"{_prefix}{field} repeats '{item.GetString()}'.");
            }
            else
            {
                texts.Add(item.GetString()!);
            }
        }

        return texts;
    }

    /// <summary>An array of objects; each of them is checked through the body it is handed to.</summary>
    public IReadOnlyList<JsonBodyValidator>? RequireObjects(string member, bool mayBeEmpty)
    {
        if (Items(member, mayBeEmpty) is not { } items)
        {
            return null;
        }

        var objects = new List<JsonBodyValidator>();
        for (var index = 0; index < items.Count; index++)
        {
            if (items[index].ValueKind == JsonValueKind.Object)
            {
                objects.Add(Child($"{member}[{index}]", items[index]));
            }
            else
            {
                WrongType($"{member}[{index}]", "an object");
            }
        }

        return objects;
    }

    /// <summary>An object. When it is missing the violation is noted once, and its members are not asked for.</summary>
    public JsonBodyValidator RequireObject(string member)
    {
        if (Find(member) is not { } value)
        {
            return Child(member, null);
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return Child(member, value);
        }

        WrongType(member, "an object");
        return Child(member, null);
    }

    /// <summary>A member of any kind, null when it is missing, which is a violation.</summary>
    public JsonElement? RequireMember(string member) => Find(member);

    /// <summary>Whether a member that may be left out is there.</summary>
    public bool Has(string member)
    {
        _known.Add(member);
        return _element is { } element && element.TryGetProperty(member, out _);
    }

    public bool IsNull(string member) =>
        _element is { } element && element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Null;

    /// <summary>Lets members stand that the contract leaves open.</summary>
    public void AllowOthers()
    {
        if (_element is { } element)
        {
            foreach (var property in element.EnumerateObject())
            {
                _known.Add(property.Name);
            }
        }
    }

    public void WrongType(string member, string expected) =>
        Add(member, "INVALID_TYPE", $"{_prefix}{member} must be {expected}.");

    private static string Count(int count) => count == 1 ? "a rule" : $"{count} rules";

    private static string Alternatives(IReadOnlyCollection<string> allowed) =>
        allowed.Count == 1 ? $"'{allowed.First()}'" : $"one of {string.Join(", ", allowed.Select(text => $"'{text}'"))}";

    private JsonBodyValidator Child(string member, JsonElement? element)
    {
        var child = new JsonBodyValidator(element, $"{_prefix}{member}.", Errors);
        _children.Add(child);
        return child;
    }

    private List<JsonElement>? Items(string member, bool mayBeEmpty = false)
    {
        if (Find(member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            WrongType(member, "an array");
            return null;
        }

        if (!mayBeEmpty && value.GetArrayLength() == 0)
        {
            Add(member, "EMPTY", $"{_prefix}{member} must hold at least one entry.");
            return null;
        }

        return [.. value.EnumerateArray()];
    }

    private JsonElement? Find(string member)
    {
        _known.Add(member);
        if (_element is not { } element)
        {
            return null;
        }

        if (element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null)
        {
            return value;
        }

        Add(member, "MISSING", $"{_prefix}{member} is missing.");
        return null;
    }

    private void RefuseUnknownMembers()
    {
        if (_element is { } element)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (!_known.Contains(property.Name))
                {
                    Add(property.Name, "UNKNOWN_MEMBER", $"{_prefix}{property.Name} is not a member of this body.");
                }
            }
        }

        foreach (var child in _children)
        {
            child.RefuseUnknownMembers();
        }
    }
}
