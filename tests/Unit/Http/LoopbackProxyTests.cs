using System.Net;
using CxOne.Http;

namespace CxOne.Tests.Http;

public sealed class LoopbackProxyTests
{
    private static readonly LoopbackProxy Proxy = new(new WebProxy("http://proxy.example:3128"));

    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]:8080/")]
    public void A_request_to_loopback_bypasses_the_proxy(string address)
    {
        Assert.True(Proxy.IsBypassed(new Uri(address)));
        Assert.Null(Proxy.GetProxy(new Uri(address)));
    }

    [Fact]
    public void A_request_to_another_computer_uses_the_proxy()
    {
        Assert.False(Proxy.IsBypassed(new Uri("https://tenant.example/")));
        Assert.Equal(new Uri("http://proxy.example:3128"), Proxy.GetProxy(new Uri("https://tenant.example/")));
    }

    [Fact]
    public void Every_transport_has_the_loopback_proxy()
    {
        using var transport = HttpPipelines.CreateTransport();

        Assert.IsType<LoopbackProxy>(transport.Proxy);
    }
}
