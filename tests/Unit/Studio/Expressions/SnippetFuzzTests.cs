using System.Globalization;
using System.Text;
using CxOne.Studio.Expressions;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Expressions;

/// <summary>Generated snippets: most are right, some are then damaged. About 3 s.</summary>
public sealed class SnippetFuzzTests
{
    private static readonly string[] Names = ["a", "b", "lang", "global:x", "MRES", "o", "list"];
    private static readonly string[] Damage = ["{", "}", "\"", "'", "(", ")", "=", "$\"", "#\"", "\n", "\r", "//", "CASE", "ELSE", "IF",
        "DEFAULT", "\\", "\u0000", "é", "🙂", ".", ","];

    [Fact]
    public void Ten_thousand_generated_snippets_are_read_and_run_without_an_exception_of_ours()
    {
        var random = new Random(20260302);
        var (right, wrong) = (0, 0);
        for (var number = 0; number < 10_000; number++)
        {
            var source = new StringBuilder();
            Statements(source, random, random.Next(1, 8), 0);
            var isDamaged = number % 2 == 1;
            for (var count = isDamaged ? random.Next(1, 5) : 0; count > 0; count--)
            {
                DamageOnce(source, random);
            }

            Check(source.ToString(), mustBeRight: !isDamaged, ref right, ref wrong);
        }

        Assert.True(right >= 5_000, $"{right} were right");
        Assert.True(wrong >= 2_000, $"{wrong} were wrong");
    }

    private static void Check(string text, bool mustBeRight, ref int right, ref int wrong)
    {
        var snippet = SnippetParser.Parse(text);
        var lines = text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        foreach (var error in snippet.Errors)
        {
            Assert.InRange(error.Line, 1, lines.Length);
            Assert.InRange(error.Column, 1, lines[error.Line - 1].Length + 1);
        }

        Assert.False(mustBeRight && snippet.Errors.Count > 0, $"{string.Join("; ", snippet.Errors)}\n{text}");
        _ = snippet.Errors.Count == 0 ? right++ : wrong++;
        var harness = new SnippetHarness { MaxSteps = 2_000 };
        harness.Declare(snippet);
        try
        {
            SnippetRunner.Run(snippet, harness);
        }
        catch (Exception exception) when (exception is SnippetFaultException or StepLimitException or StubMissingException)
        {
            // What the script itself does wrong.
        }
    }

    private static void DamageOnce(StringBuilder source, Random random)
    {
        var at = random.Next(source.Length + 1);
        switch (random.Next(3))
        {
            case 0 when at < source.Length:
                source.Remove(at, Math.Min(random.Next(1, 6), source.Length - at));
                break;
            default:
                source.Insert(at, Damage[random.Next(Damage.Length)]);
                break;
        }
    }

    private static void Statements(StringBuilder source, Random random, int count, int depth)
    {
        for (; count > 0; count--)
        {
            Statement(source, random, depth);
            source.Append(random.Next(6) == 0 ? " // note\r\n" : random.Next(2) == 0 ? "\r\n" : "\n");
        }
    }

    private static void Statement(StringBuilder source, Random random, int depth)
    {
        var kind = random.Next(depth > 3 ? 5 : 13);
        var name = Names[random.Next(Names.Length)];
        switch (kind)
        {
            case 0:
                source.Append("ASSIGN ").Append(name).Append(" = ").Append(Expression(random, 0));
                break;
            case 1:
                source.Append(name).Append('=').Append(Expression(random, 0));
                break;
            case 2:
                source.Append("TRACE ").Append(Expression(random, 2));
                break;
            case 3:
                source.Append("DYNAMIC o").Append(random.Next(2) == 0 ? "\no.m = " + Expression(random, 1) : string.Empty);
                break;
            case 4:
                source.Append("list[").Append(random.Next(1, 5)).Append("] = ").Append(Expression(random, 1));
                break;
            case 5 or 6:
                source.Append("IF ").Append(Expression(random, 0));
                Block(source, random, depth);
                if (random.Next(2) == 0)
                {
                    source.Append(random.Next(2) == 0 ? " ELSE" : "\nELSE");
                    Block(source, random, depth);
                }

                break;
            case 7:
                source.Append("SWITCH ").Append(name).Append("\n{\n");
                Cases(source, random, depth, () => random.Next(9).ToString(CultureInfo.InvariantCulture));
                break;
            case 8:
                source.Append("SELECT\n{\n");
                Cases(source, random, depth, () => Expression(random, 1));
                break;
            case 9:
                source.Append("FOR i = ").Append(random.Next(4)).Append(" TO ").Append(random.Next(4));
                Block(source, random, depth);
                break;
            case 10:
                source.Append("FOREACH i IN list");
                Block(source, random, depth);
                break;
            case 11:
                source.Append("REPEAT ").Append(random.Next(4));
                Block(source, random, depth);
                break;
            default:
                source.Append("FUNCTION f(x, y)");
                Block(source, random, depth);
                break;
        }
    }

    private static void Cases(StringBuilder source, Random random, int depth, Func<string> label)
    {
        for (var count = random.Next(0, 3); count > 0; count--)
        {
            source.Append("CASE ").Append(label()).Append(random.Next(4) == 0 ? " //first" : string.Empty);
            Block(source, random, depth, mustBreak: true);
            source.Append('\n');
        }

        if (random.Next(2) == 0)
        {
            source.Append("DEFAULT");
            Block(source, random, depth);
            source.Append('\n');
        }

        source.Append('}');
    }

    private static void Block(StringBuilder source, Random random, int depth, bool mustBreak = false)
    {
        source.Append(mustBreak || random.Next(2) == 0 ? "\n{\n" : " {\n");
        Statements(source, random, random.Next(0, 3), depth + 1);
        source.Append(random.Next(2) == 0 ? "} " : "}");
    }

    private static string Expression(Random random, int depth) => random.Next(depth > 3 ? 5 : 12) switch
    {
        0 => random.Next(100).ToString(CultureInfo.InvariantCulture),
        1 => Names[random.Next(Names.Length)],
        2 => "\"text " + random.Next(9) + "\"",
        3 => "'it|em'",
        4 => "\"{" + Names[random.Next(Names.Length)] + "}x\"",
        5 => "(" + Expression(random, depth + 1) + ")",
        6 => Expression(random, depth + 1) + " & " + Expression(random, depth + 1),
        7 => Expression(random, depth + 1) + " = " + Expression(random, depth + 1),
        8 => Expression(random, depth + 1) + " + " + Expression(random, depth + 1),
        9 => "a.replace('x', " + Expression(random, depth + 1) + ").count",
        10 => "list[" + Expression(random, depth + 1) + "]",
        _ => "-" + Expression(random, depth + 1) + " * 3",
    };
}
