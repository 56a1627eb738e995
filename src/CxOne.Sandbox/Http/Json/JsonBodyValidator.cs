using System.Text.Json;

namespace CxOne.Sandbox.Http;

/// <summary>
/// Reads the members of a JSON object and collects all violations, so that one refusal lists them. <see cref="JsonValueValidator"/> reads
/// strings, numbers and Booleans.
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

    /// <summary>The object; null if it is missing.</summary>
    public JsonElement? Element => _element;

    public static JsonBodyValidator Over(JsonElement element) => new(element, string.Empty, []);

    /// <summary>Returns a refusal, or null if the body is valid. Members that were neither read nor allowed are violations.</summary>
    public SandboxResponse? Refusal(SandboxRequest request)
    {
        RefuseUnknownMembers();
        return Errors.Count == 0 ? null : Responses.BadRequest(request, $"The body has {Count(Errors.Count)}.", Errors);
    }

    public void Add(string member, string code, string message) =>
        Errors.Add(new ErrorEntry(code, message) { Field = _prefix + member });

    /// <summary>Adds a violation whose message is the path of the member followed by a text.</summary>
    public void Violate(string member, string code, string text) => Add(member, code, $"{_prefix}{member} {text}");

    /// <summary>Adds a violation of the object itself, which lacks members.</summary>
    public void NoteEmpty(string expected) =>
        Errors.Add(new ErrorEntry("EMPTY", $"{_prefix.TrimEnd('.')} must have {expected}.") { Field = _prefix.TrimEnd('.') });

    /// <summary>Reads an array of objects and returns a validator for each.</summary>
    public IReadOnlyList<JsonBodyValidator>? RequireObjects(string member, bool mayBeEmpty)
    {
        if (RequireItems(member, mayBeEmpty) is not { } items)
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

    /// <summary>Reads an object. If it is missing, there is one violation, and its members are not required.</summary>
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

    /// <summary>Reads a member of any type. Adds a violation and returns null if it is missing.</summary>
    public JsonElement? RequireMember(string member) => Find(member);

    /// <summary>Returns whether an optional member is present.</summary>
    public bool Has(string member)
    {
        _known.Add(member);
        return _element is { } element && element.TryGetProperty(member, out _);
    }

    public bool IsNull(string member) =>
        _element is { } element && element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Null;

    /// <summary>Allows all other members, for objects whose members the contract does not define.</summary>
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

    private static string Count(int count) => count == 1 ? "1 violation" : $"{count} violations";

    private JsonBodyValidator Child(string member, JsonElement? element)
    {
        var child = new JsonBodyValidator(element, $"{_prefix}{member}.", Errors);
        _children.Add(child);
        return child;
    }

    internal List<JsonElement>? RequireItems(string member, bool mayBeEmpty = false)
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
            Add(member, "EMPTY", $"{_prefix}{member} must have at least one entry.");
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
