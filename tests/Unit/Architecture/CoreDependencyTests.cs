using System.Text.RegularExpressions;

namespace CxOne.Tests.Architecture;

/// <summary>Core knows neither the cmdlets nor their parameters, and its areas depend on each other in one direction.</summary>
public sealed partial class CoreDependencyTests
{
    [Fact]
    public void No_literal_of_Core_names_a_cmdlet()
        => Assert.DoesNotContain(CoreAssembly.Literals(), text => CmdletName().IsMatch(text));

    [Fact]
    public void No_literal_of_Core_names_a_parameter_with_its_hyphen()
        => Assert.DoesNotContain(CoreAssembly.Literals(), text => ParameterName().IsMatch(text));

    [Fact]
    public void No_two_namespaces_of_Core_use_each_other()
        => Assert.Empty(CoreAssembly.Cycles());

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
