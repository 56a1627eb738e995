using System.Text;

namespace CxOne.Studio.Expressions;

/// <summary>Evaluates expressions. What depends on an unknown value is unknown.</summary>
internal sealed class ExpressionEvaluator(
    IScriptContext context, Func<string, IReadOnlyList<StudioValue>, int, StudioValue?>? callFunction = null)
{
    internal const int MaxText = 1_000_000;

    public StudioValue Evaluate(Expression expression)
    {
        switch (expression)
        {
            case NumberExpression number:
                return StudioValue.Of(number.Value);
            case LiteralExpression literal:
                return StudioValue.Of(literal.Text);
            case TextExpression text:
                return Text(text);
            case DateExpression date:
                return new DateValue(date.Value);
            case FlagExpression flag:
                return StudioValue.Of(flag.Value);
            case NameExpression name:
                return Name(name);
            case UnaryExpression unary:
                return Unary(unary);
            case BinaryExpression binary:
                return Binary(binary);
            case IndexExpression index:
                return Item(Evaluate(index.Target), Evaluate(index.Index));
            case CallExpression call:
                return Call(call);
            default:
                throw new InvalidOperationException(expression.GetType().Name);
        }
    }

    /// <summary>The text with its substitutions.</summary>
    public StudioValue Text(TextExpression text)
    {
        if (text.Pieces.Count == 0)
        {
            return StudioValue.Empty;
        }

        if (text.Pieces is [LiteralExpression only])
        {
            return StudioValue.Of(only.Text);
        }

        var result = new StringBuilder();
        StudioValue? unknown = null;
        foreach (var piece in text.Pieces)
        {
            var value = Evaluate(piece);
            if (value.Text is not { } part)
            {
                unknown ??= value;
                continue;
            }

            result.Append(part);
            if (result.Length > MaxText)
            {
                throw new SnippetFaultException(text.At, SnippetMessages.TextTooLong);
            }
        }

        return unknown is null ? StudioValue.Of(result.ToString()) : Unknown(unknown);
    }

    /// <summary>Whether a value is true; <see langword="null"/> if it is not known.</summary>
    public static bool? Truth(StudioValue value) => value switch
    {
        { IsUnknown: true } => null,
        FlagValue flag => flag.Content,
        { Number: { } number } => number != 0,
        UnsetValue => false,
        { Text: { Length: > 0 } text } => !text.Trim().Equals("false", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>
    /// Whether two values are equal; <see langword="null"/> if it is not known. Text that reads as a number equals the number.
    /// </summary>
    public bool? AreEqual(StudioValue left, StudioValue right)
    {
        if (left.IsUnknown || right.IsUnknown || left.Text is not { } leftText || right.Text is not { } rightText)
        {
            return null;
        }

        if (left is NumberValue || right is NumberValue)
        {
            if (left.Number is { } first && right.Number is { } second)
            {
                return first == second;
            }

            if ((left.Number == 0 || right.Number == 0) && (leftText.Length == 0 || rightText.Length == 0))
            {
                context.Assume(nameof(IScriptContext.EmptyEqualsZero));
                return context.EmptyEqualsZero;
            }
        }

        if (left is DateValue firstDate && right is DateValue secondDate)
        {
            return firstDate.Content == secondDate.Content;
        }

        var isEqual = leftText.Equals(rightText, StringComparison.Ordinal);
        if (!isEqual && leftText.Equals(rightText, StringComparison.OrdinalIgnoreCase) && left is not FlagValue && right is not FlagValue)
        {
            context.Assume("CaseSensitiveText");
            return !context.IsCaseSensitive;
        }

        return isEqual || ((left is FlagValue || right is FlagValue) && leftText.Equals(rightText, StringComparison.OrdinalIgnoreCase));
    }

    public static StudioValue Item(StudioValue list, StudioValue index)
    {
        if (list.IsUnknown || index.IsUnknown)
        {
            return Unknown(list.IsUnknown ? list : index);
        }

        var items = Items(list);
        return index.Number is { } place && place >= 1 && place <= items.Count ? items[(int)place - 1] : StudioValue.Unset;
    }

    /// <summary>The items of an array; a text with bars is one, and a single text is an array of one.</summary>
    public static IReadOnlyList<StudioValue> Items(StudioValue value) => value switch
    {
        ListValue list => list.Items,
        { Text: { Length: > 0 } text } and not ObjectValue => [.. text.Split('|').Select(StudioValue.Of)],
        ObjectValue => [value],
        _ => [],
    };

    internal static StudioValue Unknown(StudioValue cause) => cause as UnknownValue ?? new UnknownValue("its value is not known");

    private StudioValue Name(NameExpression name)
    {
        var value = context.Read(name.Name);
        return value is UnsetValue && name.Name.Equals("now", StringComparison.OrdinalIgnoreCase) ? BuiltInFunctions.Now(context) : value;
    }

    private StudioValue Unary(UnaryExpression unary)
    {
        var operand = Evaluate(unary.Operand);
        return operand.IsUnknown ? operand : StudioValue.Of(unary.Operator == "-" ? -(operand.Number ?? 0) : operand.Number ?? 0);
    }

    private StudioValue Binary(BinaryExpression binary)
    {
        var left = Evaluate(binary.Left);
        switch (binary.Operator)
        {
            case "&" or "&&":
                return Truth(left) == false ? StudioValue.Of(false) : And(Truth(left), Truth(Evaluate(binary.Right)), isAnd: true);
            case "|" or "||":
                return Truth(left) == true ? StudioValue.Of(true) : And(Truth(left), Truth(Evaluate(binary.Right)), isAnd: false);
        }

        var right = Evaluate(binary.Right);
        if (left.IsUnknown || right.IsUnknown)
        {
            return Unknown(left.IsUnknown ? left : right);
        }

        switch (binary.Operator)
        {
            case "~":
                return StudioValue.Of(Truth(left) != Truth(right));
            case "=" or "==":
                return Flag(AreEqual(left, right));
            case "!=" or "<>":
                return Flag(!AreEqual(left, right));
            case ">" or ">=" or "<" or "<=":
                return StudioValue.Of(Ordered(binary.Operator, Compare(left, right)));
            default:
                return Arithmetic(binary, left, right);
        }
    }

    private static StudioValue And(bool? left, bool? right, bool isAnd)
        => (isAnd && right == false) || (!isAnd && right == true) ? StudioValue.Of(!isAnd)
            : left is null || right is null ? new UnknownValue("a condition is not known")
            : StudioValue.Of(isAnd ? left.Value && right.Value : left.Value || right.Value);

    private static StudioValue Flag(bool? flag)
        => flag is { } known ? StudioValue.Of(known) : new UnknownValue("a compared value is not known");

    private static bool Ordered(string symbol, int order)
        => symbol switch { ">" => order > 0, ">=" => order >= 0, "<" => order < 0, _ => order <= 0 };

    private int Compare(StudioValue left, StudioValue right)
    {
        if (left is DateValue firstDate && right is DateValue secondDate)
        {
            return firstDate.Content.CompareTo(secondDate.Content);
        }

        // An unset variable counts as 0 beside a number.
        if ((left.Number ?? (left.Text is "" ? 0 : null)) is { } first
            && (right.Number ?? (right.Text is "" ? 0 : null)) is { } second
            && (left.Number is not null || right.Number is not null))
        {
            return first.CompareTo(second);
        }

        return string.Compare(
            left.Text, right.Text, context.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
    }

    private static StudioValue Arithmetic(BinaryExpression binary, StudioValue left, StudioValue right)
    {
        try
        {
            if (left is DateValue date && binary.Operator is "+" or "-" && left is DateValue)
            {
                return right is DateValue other && binary.Operator == "-"
                    ? StudioValue.Of((decimal)(date.Content - other.Content).TotalDays)
                    : new DateValue(date.Content.AddDays((double)((binary.Operator == "-" ? -1 : 1) * (right.Number ?? 0))));
            }

            var (a, b) = (left.Number ?? 0, right.Number ?? 0);
            return StudioValue.Of(binary.Operator switch
            {
                "+" => a + b,
                "-" => a - b,
                "*" => a * b,
                "^" => Power(a, b, binary.At),
                _ when b == 0 => throw new SnippetFaultException(binary.At, SnippetMessages.DivisionByZero),
                "/" => a / b,
                "\\" => decimal.Truncate(a / b),
                _ => a % b,
            });
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            throw new SnippetFaultException(binary.At, SnippetMessages.NumberOverflow);
        }
    }

    private static decimal Power(decimal a, decimal b, int at)
    {
        // Whole powers stay exact.
        if (b is >= 0 and <= 64 && decimal.Truncate(b) == b)
        {
            var power = 1m;
            for (var count = 0; count < (int)b; count++)
            {
                power *= a;
            }

            return power;
        }

        var result = Math.Pow((double)a, (double)b);
        return double.IsFinite(result) && Math.Abs(result) < 7.9e28
            ? (decimal)result
            : throw new SnippetFaultException(at, SnippetMessages.NumberOverflow);
    }

    private StudioValue Call(CallExpression call)
    {
        context.CountStep();
        if (call.Target is null)
        {
            StudioValue[] given = [.. call.Arguments!.Select(Evaluate)];
            return callFunction?.Invoke(call.Name, given, call.At) ?? BuiltInFunctions.Function(call.Name, given, call.At, context);
        }

        var target = Evaluate(call.Target);
        switch (target)
        {
            case UnknownValue:
                return target;
            case ObjectValue item when call.Arguments is null:
                if (item.Members.TryGetValue(call.Name, out var member))
                {
                    return member;
                }

                break;
            case ProxyValue proxy when call.Arguments is null:
                return proxy.Members.GetValueOrDefault(call.Name, StudioValue.Unset);
        }

        StudioValue[] arguments = call.Arguments is null ? [] : [.. call.Arguments.Select(Evaluate)];
        return BuiltInFunctions.Method(target, call.Name, arguments, call.Arguments is not null, call.At, context);
    }
}
