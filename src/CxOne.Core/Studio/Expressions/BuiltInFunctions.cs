using System.Text;

namespace CxOne.Studio.Expressions;

/// <summary>
/// The functions and methods of the language that are seen in use. The result of any other one is unknown: nothing is guessed. Positions
/// count from 1.
/// </summary>
internal static class BuiltInFunctions
{
    private const int MaxParts = 20_000;
    private const int MaxNesting = 30;

    public static StudioValue Now(IScriptContext context)
        => context.Now is { } now ? new DateValue(now) : new UnknownValue("the simulated time is not given");

    public static StudioValue Function(string name, IReadOnlyList<StudioValue> arguments, int at, IScriptContext context)
    {
        var lower = name.ToLowerInvariant();
        if (lower == "getrestproxy")
        {
            return new ProxyValue(new Dictionary<string, StudioValue>(StringComparer.OrdinalIgnoreCase));
        }

        if (arguments.FirstOrDefault(argument => argument.IsUnknown) is { } unknown)
        {
            return unknown;
        }

        try
        {
            return lower switch
            {
                "now" => Now(context),
                "char" when arguments.Count == 1 => Character(arguments[0], at),
                "min" when arguments.Count > 0 => StudioValue.Of(arguments.Min(argument => argument.Number ?? 0)),
                "max" when arguments.Count > 0 => StudioValue.Of(arguments.Max(argument => argument.Number ?? 0)),
                "floor" when arguments.Count == 1 => StudioValue.Of(decimal.Floor(arguments[0].Number ?? 0)),
                _ => DateFunctions.Function(lower, arguments, at) ?? NotSimulated(name, at, context),
            };
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw new SnippetFaultException(at, SnippetMessages.NumberOverflow);
        }
    }

    public static StudioValue Method(
        StudioValue target, string name, IReadOnlyList<StudioValue> arguments, bool isCall, int at, IScriptContext context)
    {
        var lower = name.ToLowerInvariant();
        if (target is ProxyValue proxy)
        {
            return ProxyMethod(proxy, lower, arguments, at, context);
        }

        if (arguments.FirstOrDefault(argument => argument.IsUnknown) is { } unknown)
        {
            return unknown;
        }

        if (target is ObjectValue item && lower is not ("asjson" or "copy" or "savetodb" or "setscreenpop" or "throw" or "count" or "size"))
        {
            return isCall ? NotSimulated(name, at, context) : throw new SnippetFaultException(at, SnippetMessages.NoMember(name));
        }

        switch (lower)
        {
            case "asjson":
                return DynamicDocument.ToJson(target) is { } json ? StudioValue.Of(json) : new UnknownValue("a member is not known");
            case "copy":
                return Copy(target, at);
            case "throw":
                throw new SnippetFaultException(at, SnippetMessages.Thrown(target.Text ?? string.Empty));

            // Side effects outside the script.
            case "savetodb" or "setscreenpop":
                return target;
            case "count" or "size":
                return StudioValue.Of(ExpressionEvaluator.Items(target).Count);
        }

        if (target.Text is not { } text)
        {
            return new UnknownValue("a member is not known");
        }

        try
        {
            return TextMethod(lower, text, arguments, at, context)
                ?? DateFunctions.Method(lower, target, arguments, at)
                ?? NotSimulated(name, at, context);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw new SnippetFaultException(at, SnippetMessages.NumberOverflow);
        }
    }

    private static StudioValue? TextMethod(string name, string text, IReadOnlyList<StudioValue> arguments, int at, IScriptContext context)
    {
        var comparison = context.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        switch (name)
        {
            case "length":
                return StudioValue.Of(text.Length);
            case "upper":
                return StudioValue.Of(text.ToUpperInvariant());
            case "lower":
                return StudioValue.Of(text.ToLowerInvariant());
            case "trim":
                return StudioValue.Of(text.Trim());
            case "isnumeric":
                return StudioValue.Of(StudioValue.ParseNumber(text) is not null);
            case "urlencode":
                return StudioValue.Of(Uri.EscapeDataString(text));
            case "left":
                return StudioValue.Of(text[..Length(0)]);
            case "right":
                return StudioValue.Of(text[^Length(0)..]);
            case "mid" or "substr":
                var start = Math.Clamp(Whole(0) - 1, 0, text.Length);
                var length = arguments.Count > 1 ? Math.Clamp(Whole(1), 0, text.Length - start) : text.Length - start;
                return StudioValue.Of(text.Substring(start, length));
            case "contains":
                return StudioValue.Of(text.Contains(Argument(0), comparison));
            case "indexof":
                return StudioValue.Of(text.IndexOf(Argument(0), comparison) + 1);
            case "replace":
                var (old, replacement) = (Argument(0), Argument(1));
                if (old.Length == 0)
                {
                    return StudioValue.Of(text);
                }

                // The length is known before the text is made.
                var added = (long)(replacement.Length - old.Length) * (text.Length / old.Length);
                return text.Length + added > ExpressionEvaluator.MaxText * 4L
                    ? throw new SnippetFaultException(at, SnippetMessages.TextTooLong)
                    : Limited(text.Replace(old, replacement, comparison), at);
            case "split":
                string[] parts = Argument(0) is { Length: > 0 } separator ? text.Split(separator) : [text];
                return new ListValue([.. parts.Select(StudioValue.Of)]);
            default:
                return null;
        }

        string Argument(int place) => arguments.Count > place
            ? arguments[place].Text ?? string.Empty
            : throw new SnippetFaultException(at, SnippetMessages.ArgumentsMissing(name));

        int Whole(int place) => arguments.Count > place
            ? (int)decimal.Truncate(Math.Clamp(arguments[place].Number ?? 0, -int.MaxValue, int.MaxValue))
            : throw new SnippetFaultException(at, SnippetMessages.ArgumentsMissing(name));

        int Length(int place) => Math.Clamp(Whole(place), 0, text.Length);
    }

    private static StudioValue ProxyMethod(
        ProxyValue proxy, string name, IReadOnlyList<StudioValue> arguments, int at, IScriptContext context)
    {
        switch (name)
        {
            case "addheader":
                return StudioValue.Unset;
            case "makerestrequest":
                if (arguments.Count == 0)
                {
                    throw new SnippetFaultException(at, SnippetMessages.NoProxyUrl);
                }

                return context.Send(
                    arguments[0].Text ?? string.Empty,
                    arguments.Count > 3 ? arguments[3].Text ?? "GET" : "GET",
                    arguments.Count > 1 ? arguments[1].Text ?? string.Empty : string.Empty,
                    proxy.Members);
            default:
                return NotSimulated(name, at, context);
        }
    }

    /// <summary>
    /// A copy of an object or array. What is put into another object is copied too: so none can hold itself, and all stay small.
    /// </summary>
    public static StudioValue Copy(StudioValue value, int at)
    {
        var left = MaxParts;
        return Copy(value, 0);

        StudioValue Copy(StudioValue part, int depth)
        {
            if (--left < 0 || depth > MaxNesting)
            {
                throw new SnippetFaultException(at, SnippetMessages.ObjectTooLarge);
            }

            return part switch
            {
                ObjectValue item => new ObjectValue(item.Members.ToDictionary(
                    member => member.Key, member => Copy(member.Value, depth + 1), StringComparer.OrdinalIgnoreCase)),
                ListValue list => new ListValue([.. list.Items.Select(entry => Copy(entry, depth + 1))]),
                _ => part,
            };
        }
    }

    private static StudioValue Character(StudioValue code, int at)
        => code.Number is { } number and >= 0 and <= 0x10FFFF && Rune.IsValid((int)number)
            ? StudioValue.Of(new Rune((int)number).ToString())
            : throw new SnippetFaultException(at, SnippetMessages.NumberOverflow);

    private static StudioValue Limited(string text, int at)
        => text.Length <= ExpressionEvaluator.MaxText 
            ? StudioValue.Of(text)
            : throw new SnippetFaultException(at, SnippetMessages.TextTooLong);

    private static UnknownValue NotSimulated(string name, int at, IScriptContext context)
    {
        context.Assume("UnknownFunctionIsFault");
        return context.UnknownFunctionIsFault
            ? throw new SnippetFaultException(at, SnippetMessages.FunctionUnknown(name))
            : new UnknownValue($"'{name}' is not simulated");
    }
}
