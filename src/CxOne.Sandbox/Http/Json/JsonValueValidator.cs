using System.Text.Json;

namespace CxOne.Sandbox.Http;

/// <summary>Reads strings, numbers and Booleans of a body. Each method adds a violation and returns null if the value is invalid.</summary>
internal static class JsonValueValidator
{
    /// <summary>Reads a string that must equal the value in the path.</summary>
    public static void RequireSameAsPath(this JsonBodyValidator body, string member, string expected)
    {
        if (body.RequireString(member) is { } text && !string.Equals(text, expected, StringComparison.Ordinal))
        {
            body.Violate(member, "MISMATCH", $"is '{text}', but the path names '{expected}'.");
        }
    }

    /// <summary>Reads a string with at least one visible character.</summary>
    public static string? RequireString(this JsonBodyValidator body, string member)
    {
        if (body.RequireStringOrEmpty(member) is not { } text)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            body.Violate(member, "EMPTY", "must not be empty.");
            return null;
        }

        return text;
    }

    /// <summary>Reads a string that may be empty.</summary>
    public static string? RequireStringOrEmpty(this JsonBodyValidator body, string member)
    {
        if (body.RequireMember(member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        body.WrongType(member, "a string");
        return null;
    }

    /// <summary>Reads a string of a closed list.</summary>
    public static string? RequireOneOf(this JsonBodyValidator body, string member, params IReadOnlyCollection<string> allowed)
    {
        var text = body.RequireString(member);
        if (text is null || allowed.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        body.Violate(member, "NOT_ALLOWED", $"must be {Alternatives(allowed)}, not '{text}'.");
        return null;
    }

    /// <summary>Reads a Boolean.</summary>
    public static bool? RequireBoolean(this JsonBodyValidator body, string member)
    {
        if (body.RequireMember(member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        body.WrongType(member, "true or false");
        return null;
    }

    /// <summary>
    /// Reads a number from a minimum to a maximum, both included unless <paramref name="aboveMinimum"/> excludes the minimum.
    /// </summary>
    public static decimal? RequireNumber(
        this JsonBodyValidator body, string member, decimal minimum, decimal maximum, bool aboveMinimum = false)
    {
        if (body.RequireMember(member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            body.WrongType(member, "a number");
            return null;
        }

        if (value.TryGetDecimal(out var number)
            && number <= maximum
            && (aboveMinimum ? number > minimum : number >= minimum))
        {
            return number;
        }

        var lower = aboveMinimum ? "above" : "at least";
        body.Violate(member, "OUT_OF_RANGE", FormattableString.Invariant($"must be {lower} {minimum} and at most {maximum}."));
        return null;
    }

    /// <summary>Reads a whole number from a minimum to a maximum, both included.</summary>
    public static int? RequireInteger(this JsonBodyValidator body, string member, int minimum, int maximum)
    {
        if (body.RequireMember(member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            body.WrongType(member, "a whole number");
            return null;
        }

        if (value.TryGetInt32(out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        body.Violate(member, "OUT_OF_RANGE", FormattableString.Invariant($"must be a whole number from {minimum} to {maximum}."));
        return null;
    }

    /// <summary>Reads a non-empty array of non-empty strings, optionally of a closed list.</summary>
    public static IReadOnlyList<string>? RequireStrings(
        this JsonBodyValidator body, string member, bool distinct, IReadOnlyCollection<string>? allowed = null)
    {
        if (body.RequireItems(member) is not { } items)
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
                body.WrongType(field, "a string");
            }
            else if (string.IsNullOrWhiteSpace(item.GetString()))
            {
                body.Violate(field, "EMPTY", "must not be empty.");
            }
            else if (allowed is not null && !allowed.Contains(item.GetString()!, StringComparer.Ordinal))
            {
                body.Violate(field, "NOT_ALLOWED", $"must be {Alternatives(allowed)}, not '{item.GetString()}'.");
            }
            else if (distinct && texts.Contains(item.GetString()!, StringComparer.Ordinal))
            {
                body.Violate(field, "DUPLICATE", $"repeats '{item.GetString()}'.");
            }
            else
            {
                texts.Add(item.GetString()!);
            }
        }

        return texts;
    }

    private static string Alternatives(IReadOnlyCollection<string> allowed) =>
        allowed.Count == 1 ? $"'{allowed.First()}'" : $"one of {string.Join(", ", allowed.Select(text => $"'{text}'"))}";
}
