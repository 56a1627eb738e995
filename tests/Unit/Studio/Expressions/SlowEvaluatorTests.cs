using System.Globalization;
using CxOne.Studio.Expressions;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Expressions;

/// <summary>
/// The evaluator against a slow one that shares nothing with it: it cuts the text of the expression at the operator that binds least, again
/// and again, and knows no tree.
/// </summary>
public sealed class SlowEvaluatorTests
{
    private static readonly string[][] Levels = [["|"], ["~"], ["&"], ["=", "!=", ">=", "<=", ">", "<"], ["+", "-"], ["*", "%", "\\"]];
    private static readonly Dictionary<string, object?> Variables = new() { ["one"] = "1", ["text"] = "abc", ["two"] = 2m,
        ["none"] = null, ["yes"] = true };

    [Fact]
    public void Five_thousand_random_expressions_have_the_value_of_the_slow_evaluator()
    {
        var random = new Random(7);
        (string Name, StudioValue Value)[] given =
        [
            ("one", StudioValue.Of("1")), ("text", StudioValue.Of("abc")), ("two", StudioValue.Of(2)), ("yes", StudioValue.Of(true)),
        ];
        var faults = 0;
        for (var number = 0; number < 5_000; number++)
        {
            var source = Make(random, 0);
            object? expected;
            try
            {
                expected = Slow(source.Trim());
            }
            catch (DivideByZeroException)
            {
                Assert.Throws<SnippetFaultException>(() => SnippetHarness.Evaluate(source, given));
                faults++;
                continue;
            }

            Assert.True(Text(expected) == SnippetHarness.Evaluate(source, given).Text, $"{source}: expected {Text(expected)}");
        }

        Assert.InRange(faults, 1, 2_500);
    }

    private static string Make(Random random, int depth) => random.Next(depth > 4 ? 4 : 10) switch
    {
        0 => random.Next(6).ToString(CultureInfo.InvariantCulture),
        1 => new[] { "one", "two", "text", "none", "yes" }[random.Next(5)],
        2 => new[] { "\"1\"", "\"abc\"", "\"\"", "\"2\"" }[random.Next(4)],
        3 => "2.5",
        4 => "( " + Make(random, depth + 1) + " )",
        _ => Make(random, depth + 1) + " " + Levels.SelectMany(level => level).ElementAt(random.Next(13)) + " " + Make(random, depth + 1),
    };

    private static object? Slow(string source)
    {
        source = source.Trim();
        foreach (var level in Levels)
        {
            // The last operator of the level outside parentheses and quotes is applied last.
            if (LastOperator(source, level) is { } found)
            {
                var left = Slow(source[..found.At]);
                if (found.Symbol == "&" && !True(left))
                {
                    return false;
                }

                if (found.Symbol == "|" && True(left))
                {
                    return true;
                }

                return Apply(found.Symbol, left, Slow(source[(found.At + found.Symbol.Length)..]));
            }
        }

        return source switch
        {
            ['(', .. var inner, ')'] => Slow(inner),
            ['"', .. var text, '"'] => text,
            _ when Variables.TryGetValue(source, out var value) => value,
            _ => decimal.Parse(source, CultureInfo.InvariantCulture),
        };
    }

    private static (int At, string Symbol)? LastOperator(string source, string[] symbols)
    {
        (int At, string Symbol)? last = null;
        var depth = 0;
        var isQuoted = false;
        for (var at = 0; at < source.Length; at++)
        {
            isQuoted ^= source[at] == '"';
            depth += isQuoted ? 0 : source[at] == '(' ? 1 : source[at] == ')' ? -1 : 0;
            if (isQuoted || depth > 0)
            {
                continue;
            }

            // Every operator has blanks around it, so that > is not a part of >=.
            var symbol = Array.Find(symbols, candidate => string.CompareOrdinal(source, at, candidate + " ", 0, candidate.Length + 1) == 0
                && at > 0 && source[at - 1] == ' ');
            if (symbol is not null)
            {
                last = (at, symbol);
            }
        }

        return last;
    }

    private static object Apply(string symbol, object? left, object? right)
    {
        switch (symbol)
        {
            case "&" or "|":
                return True(right);
            case "~":
                return True(left) != True(right);
            case "=":
                return Same(left, right);
            case "!=":
                return !Same(left, right);
            case ">" or "<" or ">=" or "<=":
                var order = Order(left, right);
                return symbol switch { ">" => order > 0, "<" => order < 0, ">=" => order >= 0, _ => order <= 0 };
        }

        var (a, b) = (Number(left) ?? 0, Number(right) ?? 0);
        return symbol switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "%" => b == 0 ? throw new DivideByZeroException() : a - (b * decimal.Truncate(a / b)),
            _ => b == 0 ? throw new DivideByZeroException() : decimal.Truncate(a / b),
        };
    }

    private static bool Same(object? left, object? right)
    {
        if ((left is decimal || right is decimal) && Number(left) is { } a && Number(right) is { } b)
        {
            return a == b;
        }

        return string.Equals(
            Text(left), Text(right), left is bool || right is bool ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    private static int Order(object? left, object? right)
    {
        var (a, b) = (Number(left), Number(right));
        if (a is not null || b is not null)
        {
            a ??= Text(left).Length == 0 ? 0 : null;
            b ??= Text(right).Length == 0 ? 0 : null;
            if (a is not null && b is not null)
            {
                return a.Value.CompareTo(b.Value);
            }
        }

        return string.CompareOrdinal(Text(left), Text(right));
    }

    private static bool True(object? value) => value switch
    {
        bool flag => flag,
        null => false,
        _ => Number(value) is { } number ? number != 0 : Text(value).Length > 0,
    };

    private static decimal? Number(object? value) => value switch
    {
        decimal number => number,
        string text when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        bool flag => flag ? "True" : "False",
        decimal number => (number / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
