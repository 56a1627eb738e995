using CxOne.Errors;

namespace CxOne.Studio.Calls;

/// <summary>
/// What the caller does when the script waits for keys. As text: <c>1</c> or <c>1234#</c> (keys), <c>timeout</c> (silence),
/// <c>partial:12</c> (keys that stop too early), <c>say:billing</c> (speech), <c>hangup</c>.
/// </summary>
public sealed record CallerInput
{
    /// <summary>Silence.</summary>
    public static readonly CallerInput Timeout = new(CallerInputKind.Timeout, string.Empty);

    /// <summary>The caller hangs up.</summary>
    public static readonly CallerInput Hangup = new(CallerInputKind.Hangup, string.Empty);

    private CallerInput(CallerInputKind kind, string value)
    {
        Kind = kind;
        Value = value;
    }

    /// <summary>Gets what the caller does.</summary>
    public CallerInputKind Kind { get; }

    /// <summary>Gets the keys, or the words.</summary>
    public string Value { get; }

    /// <summary>Returns keys: digits, <c>*</c> and <c>#</c>.</summary>
    /// <param name="keys">The keys.</param>
    /// <exception cref="CxValidationException">A character is no key of a phone.</exception>
    public static CallerInput Keys(string keys) => new(CallerInputKind.Keys, Checked(keys));

    /// <summary>Returns keys that stop before the entry is complete.</summary>
    /// <param name="keys">The keys.</param>
    /// <exception cref="CxValidationException">A character is no key of a phone.</exception>
    public static CallerInput Partial(string keys) => new(CallerInputKind.Partial, Checked(keys));

    /// <summary>Returns spoken words.</summary>
    /// <param name="words">The words.</param>
    public static CallerInput Say(string words) => new(CallerInputKind.Say, words);

    /// <summary>Reads an input from its text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="CxValidationException">The text is no input.</exception>
    public static CallerInput Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        return trimmed.ToLowerInvariant() switch
        {
            "timeout" => Timeout,
            "hangup" => Hangup,
            { } lower when lower.StartsWith("partial:", StringComparison.Ordinal) => Partial(trimmed["partial:".Length..].Trim()),
            { } lower when lower.StartsWith("say:", StringComparison.Ordinal) => Say(trimmed["say:".Length..].Trim()),
            _ => Keys(trimmed),
        };
    }

    /// <summary>Returns the input in the form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Kind switch
    {
        CallerInputKind.Timeout => "timeout",
        CallerInputKind.Hangup => "hangup",
        CallerInputKind.Partial => "partial:" + Value,
        CallerInputKind.Say => "say:" + Value,
        _ => Value,
    };

    private static string Checked(string keys)
        => keys.Length > 0 && keys.All(key => char.IsAsciiDigit(key) || key is '*' or '#')
            ? keys
            : throw new CxValidationException([SimulationMessages.InputInvalid(keys)], keys);
}
