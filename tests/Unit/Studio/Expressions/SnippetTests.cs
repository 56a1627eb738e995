using CxOne.Studio.Expressions;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Expressions;

public sealed class SnippetTests
{
    private const string Grammar = """
        // route by language and choice
        ASSIGN lang = "es"
        SWITCH pick
        {
          CASE 2
          { ASSIGN dest = "Billing_{lang}" }
          CASE 1
          DEFAULT
          { ASSIGN dest = "Front_{lang}" }
        }
        SELECT { CASE lang = "es" & pick = 2 { ASSIGN skillId = 7002 } DEFAULT { skillId = 7001 } }
        tries = tries + 1
        IF tries > 3 & dest != "" { dest = "Front_{lang}" } ELSE { note = "try {tries}" }
        FOR i = 3 TO 1 { seq = "{seq}{i}" }
        """;

    [Fact]
    public void The_examples_of_the_grammar_give_their_results()
    {
        var run = SnippetHarness.Run(Grammar, ("pick", "2"));

        Assert.Equal("Billing_es", run["dest"]);
        Assert.Equal("7002", run["SKILLID"]);
        Assert.Equal("1", run["tries"]);
        Assert.Equal("try 1", run["note"]);
        Assert.Equal("321", run["seq"]);
        Assert.Equal("Front_es", SnippetHarness.Run(Grammar, ("pick", "9"))["dest"]);
        Assert.Equal("Front_es", SnippetHarness.Run(Grammar.ReplaceLineEndings("\r\n"), ("pick", "1"))["dest"]);
    }

    [Theory]
    [InlineData("ASSIGN dest = 7001 //sales", "dest", "7001")]
    [InlineData("base = \"https://api.example.org\"", "base", "https://api.example.org")]
    [InlineData("x = $\"a\\\"b\\tc\\{d}\"", "x", "a\"b\tc{d}")]
    [InlineData("json = \"{a.left(3)}-{n+1}\"", "json", "abc-5")]
    [InlineData("x = '{a.replace(\"b\", \"_\")}'", "x", "a_cdef")]
    [InlineData("x = a.right(4).upper()", "x", "CDEF")]
    [InlineData("x = names.size", "x", "2")]
    [InlineData("x = \"{names[1]}\"", "x", "ann")]
    [InlineData("names[1 + names.count] = \"cid\"\nx = names", "x", "ann|bob|cid")]
    [InlineData("x = a.indexof(\"c\")", "x", "3")]
    [InlineData("x = a.indexof(\"z\") > 0", "x", "False")]
    [InlineData("x = a.mid(2, 3)", "x", "bcd")]
    [InlineData("x = 7 \\ 2", "x", "3")]
    [InlineData("x = 7 % 4", "x", "3")]
    [InlineData("x = 2 ^ 3 ^ 2", "x", "512")]
    [InlineData("x = 2 + 3 * 4 - 1", "x", "13")]
    [InlineData("x = (2 + 3) * 4", "x", "20")]
    [InlineData("x = 0.1 + 0.2", "x", "0.3")]
    [InlineData("x = 10 / 4", "x", "2.5")]
    [InlineData("x = unset + n", "x", "4")]
    [InlineData("x = \"2\" + \"3\"", "x", "5")]
    [InlineData("x = \"2 + 3\"", "x", "2 + 3")]
    [InlineData("x = true ~ false", "x", "True")]
    [InlineData("DYNAMIC o\no.to = \"{n}\"\no.ok = \"true\"\nx = \"{o.asjson()}\"\nx = x.replace($\"\\\"true\\\"\",\"true\")", "x",
        "{\"to\":\"4\",\"ok\":true}")]
    [InlineData("DYNAMIC o FROM '{char(123)}\"k\":{char(123)}\"v\":[5,6]}}'\nx = o.k.v[2]", "x", "6")]
    [InlineData("DYNAMIC o FROM '<a b=\"1\"><c>2</c><c>3</c></a>'\nx = \"{o.a.$b}{o.a.c[2]}\"", "x", "13")]
    [InlineData("FUNCTION twice(v) { RETURN v * 2 }\nx = twice(twice(n))", "x", "16")]
    [InlineData("REPEAT 3 { x = x + 2\n IF x = 4 { BREAK } }", "x", "4")]
    [InlineData("FOREACH p IN names { x = \"{p}{x}\" }", "x", "bobann")]
    [InlineData("IF n = 1 { x = 1 }\nELSE\nIF n = 4 { x = 2 } ELSE { x = 3 }", "x", "2")]
    [InlineData("x = now.dateadd(\"day\", 7).datefmt(\"yyyyMMdd\")", "x", "20260309")]
    [InlineData("x = datediff(\"day\", #\"03/01/2026\", now())", "x", "1")]
    [InlineData("x = #\"03/02/2026\".asdatedow()", "x", "1")]
    [InlineData("global:x = 5\nx = \"+{global:x}\"", "x", "+5")]
    [InlineData("x = n.format(\"00\")", "x", "04")]
    [InlineData("IF flag { x = 1 } ELSE { x = 2 }", "x", "2")]
    [InlineData("IF a.contains(\"bc\") { x = 1 }", "x", "1")]
    [InlineData("IF n <> 4 | n != 4 || n == 4 && n >= 4 { x = 1 }", "x", "1")]
    [InlineData("SWITCH n { CASE 3, 4 { x = 1 } DEFAULT { x = 2 } }", "x", "1")]
    [InlineData("CASE = 3\nx = CASE", "x", "3")]
    public void A_statement_gives_its_result(string source, string name, string expected)
    {
        var run = SnippetHarness.Run(source, ("a", "abcdef"), ("n", "4"), ("names", "ann|bob"));

        Assert.Empty(SnippetParser.Parse(source).Errors);
        Assert.Equal(expected, run[name]);
    }

    [Theory]
    [InlineData("x = ", 1, 5)]
    [InlineData("a = 1\r\nb = \"open", 2, 5)]
    [InlineData("a = 1\n  b = 1 +\nc = 2", 2, 10)]
    [InlineData("IF a = 1\nb = 2", 2, 1)]
    [InlineData("IF a = 1 {\n b = 2\n", 1, 10)]
    [InlineData("a = 1\n}\n", 2, 1)]
    [InlineData("FROB x", 1, 6)]
    [InlineData("a = 1 b = 2", 1, 7)]
    [InlineData("a = \"{b +}\"", 1, 10)]
    [InlineData("a = 1 § 2", 1, 7)]
    [InlineData("ELSE { a = 1 }", 1, 1)]
    [InlineData("a = #\"99/99/9999\"", 1, 5)]
    [InlineData("SWITCH a { FOO { } }", 1, 12)]
    public void What_cannot_be_read_is_an_error_with_its_line_and_column(string source, int line, int column)
    {
        var error = SnippetParser.Parse(source).Errors[0];

        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void Every_damaged_statement_is_reported_and_what_the_snippet_assigns_is_unknown()
    {
        const string source = "a = 1\nb = = 2\nc = 3\nd = )\n";

        Assert.Equal([2, 4], SnippetParser.Parse(source).Errors.Select(error => error.Line));
        var run = SnippetHarness.Run(source);
        Assert.Equal(["?", "?", "?", "?"], new[] { "a", "b", "c", "d" }.Select(name => run[name]));
    }

    [Fact]
    public void An_unknown_method_makes_only_what_depends_on_it_unknown()
    {
        var run = SnippetHarness.Run("a = n.frobnicate()\nb = 2\nIF a = 1 { c = 1 } ELSE { d = 2 }\ne = \"{a}x\"", ("n", "1"));

        Assert.Equal(["?", "2", "?", "?", "?"], new[] { "a", "b", "c", "d", "e" }.Select(name => run[name]));
    }

    [Theory]
    [InlineData("x = 1 / 0")]
    [InlineData("DYNAMIC o\nx = o.missing")]
    [InlineData("DYNAMIC o FROM \"no document\"")]
    [InlineData("FUNCTION f(a) { RETURN f(a) }\nx = f(1)")]
    [InlineData("x = 9 ^ 999")]
    [InlineData("x = \"stop\"\nx.throw()")]
    public void A_fault_at_run_time_is_a_fault_of_the_script(string source)
        => Assert.Throws<SnippetFaultException>(() => SnippetHarness.Run(source));

    [Theory]
    [InlineData("REPEAT 99999999 { x = x + 1 }")]
    [InlineData("FOR i = 1 TO 999999999 { x = 1 }")]
    [InlineData("FOR i = 1 TO 2 STEP 0 { x = 1 }")]
    public void A_snippet_that_does_not_end_is_stopped(string source)
        => Assert.Throws<StepLimitException>(() => SnippetHarness.Run(source));

    [Fact]
    public void Numbers_equal_texts_that_read_as_numbers_and_texts_are_compared_with_case()
    {
        Assert.Equal("True", SnippetHarness.Evaluate("a = 7001", ("a", StudioValue.Of("7001"))).Text);
        Assert.Equal("True", SnippetHarness.Evaluate("a = \"7001\"", ("a", StudioValue.Of(7001))).Text);
        Assert.Equal("False", SnippetHarness.Evaluate("a = \"es\"", ("a", StudioValue.Of("ES"))).Text);
        Assert.Equal("False", SnippetHarness.Evaluate("a = 0", ("b", StudioValue.Unset)).Text);
        Assert.Equal("True", SnippetHarness.Evaluate(" a = \"EN\"  ", ("A", StudioValue.Of("EN"))).Text);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(20_000)]
    public void Deep_and_long_sources_are_refused_or_read_without_end(int size)
    {
        string[] sources =
        [
            "x = " + new string('(', size) + "1", "x = " + string.Join('+', Enumerable.Repeat("1", size)),
                "x = a" + string.Concat(Enumerable.Repeat(".b", size)),
            string.Concat(Enumerable.Repeat("IF a = 1 {\n", size)), string.Concat(Enumerable.Repeat("IF a = 1 {", size)),
            string.Concat(Enumerable.Repeat("SWITCH a {\nCASE 1\n{\n", size)), "x = \"" + string.Concat(Enumerable.Repeat("{",
                size)) + "\"",
            "x = " + string.Concat(Enumerable.Repeat("-", size)) + "1", "x = " + string.Concat(Enumerable.Repeat("2^", size)) + "1",
            "IF a = 1 { }" + string.Concat(Enumerable.Repeat("\nELSE IF a = 1 { }", size)),
        ];

        foreach (var source in sources)
        {
            try
            {
                SnippetHarness.Run(source);
            }
            catch (SnippetFaultException)
            {
                // Such as a power that is too large.
            }
        }
    }
}
