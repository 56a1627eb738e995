using System.Text.RegularExpressions;

namespace CxOne.Tests.Architecture;

/// <summary>Core knows neither the cmdlets nor their parameters, and its areas depend on each other in one direction.</summary>
public sealed partial class CoreDependencyTests
{
    /// <summary>Pairs that still use each other. An entry may be removed, none may be added.</summary>
    private static readonly string[] KnownCycles =
    [
        "CxOne - CxOne.Errors",
        "CxOne - CxOne.Http",
        "CxOne.Audit - CxOne.Connection",
        "CxOne.Audit - CxOne.Http",
        "CxOne.Audit - CxOne.Merge",
        "CxOne.Campaigns - CxOne.Http",
        "CxOne.Connection - CxOne.Http",
        "CxOne.Connection - CxOne.Webhooks",
        "CxOne.DataActions - CxOne.Http",
        "CxOne.Dialer - CxOne.Http",
        "CxOne.Errors - CxOne.Http",
        "CxOne.Http - CxOne.Ivr",
        "CxOne.Http - CxOne.Webhooks",
    ];

    [Fact]
    public void No_literal_of_Core_names_a_cmdlet()
        => Assert.DoesNotContain(CoreAssembly.Literals(), text => CmdletName().IsMatch(text));

    [Fact]
    public void No_literal_of_Core_names_a_parameter_with_its_hyphen()
        => Assert.DoesNotContain(CoreAssembly.Literals(), text => ParameterName().IsMatch(text));

    [Fact]
    public void Namespaces_of_Core_do_not_use_each_other_except_the_known_pairs()
        => Assert.Equal(string.Join(Environment.NewLine, KnownCycles), string.Join(Environment.NewLine, CoreAssembly.Cycles()));

    [Fact]
    public void The_literals_are_found_where_they_are_in_the_code()
        => Assert.Contains(CoreAssembly.Literals(), text => text.Contains("CXONE_CLIENT_SECRET", StringComparison.Ordinal));

    [Theory]
    [InlineData("Run Wait-CxIvrDeployment.", true, false)]
    [InlineData("needs -Force.", false, true)]
    [InlineData("-AllPages goes with GET only", false, true)]
    [InlineData("an offset such as -05:00, Retry-After, X-CxOne-Id", false, false)]
    public void The_patterns_find_names_of_cmdlets_and_parameters(string text, bool isCmdlet, bool isParameter)
    {
        Assert.Equal(isCmdlet, CmdletName().IsMatch(text));
        Assert.Equal(isParameter, ParameterName().IsMatch(text));
    }

    [GeneratedRegex(@"\b[A-Z][a-z]+[A-Za-z]*-Cx[A-Z]")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"(?<![\w>])-[A-Z][A-Za-z]{2,}")]
    private static partial Regex ParameterName();
}
