using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox;

public sealed class SandboxFaultNamesTests
{
    [Theory]
    [InlineData("latency", SandboxFault.Latency)]
    [InlineData("429", SandboxFault.TooManyRequests)]
    [InlineData("500", SandboxFault.ServerError)]
    [InlineData("503", SandboxFault.ServiceUnavailable)]
    [InlineData("reset-before", SandboxFault.ResetBefore)]
    [InlineData("reset-after", SandboxFault.ResetAfter)]
    [InlineData("truncate", SandboxFault.Truncate)]
    [InlineData("stale-etag", SandboxFault.StaleETag)]
    [InlineData("expire-token", SandboxFault.ExpireToken)]
    public void Every_fault_has_the_name_of_the_contract(string name, SandboxFault fault)
    {
        Assert.Equal(fault, SandboxFaultNames.Parse(name));
        Assert.Equal(name, SandboxFaultNames.Of(fault));
    }

    [Fact]
    public void Every_fault_has_a_name() =>
        Assert.Equal(Enum.GetValues<SandboxFault>().Select(SandboxFaultNames.Of), SandboxFaultNames.All);

    [Fact]
    public void An_unknown_name_is_refused_with_the_list_of_names()
    {
        var exception = Assert.Throws<FormatException>(() => SandboxFaultNames.Parse("504"));

        Assert.Contains("'504'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(string.Join(", ", SandboxFaultNames.All), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_is_read_with_a_decimal_point_in_every_culture() =>
        Assert.Equal(new(SandboxFault.ResetAfter, 0.25), SandboxFaultNames.ParseShare("reset-after=0.25"));

    [Theory]
    [InlineData("429")]
    [InlineData("429=")]
    [InlineData("429=1.5")]
    [InlineData("429=-0.1")]
    [InlineData("429=NaN")]
    [InlineData("429=0,5")]
    [InlineData("=0.5")]
    public void An_invalid_share_is_refused(string text) =>
        Assert.Throws<FormatException>(() => SandboxFaultNames.ParseShare(text));
}
