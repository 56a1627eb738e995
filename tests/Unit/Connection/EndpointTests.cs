using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Tests.Connection;

public sealed class EndpointTests
{
    [Theory]
    [InlineData(CxEndpointStyle.Platform, null, "https://platform.cxone.com/", "/oauth/token", true)]
    [InlineData(CxEndpointStyle.Platform, "https://other.cxone.com", "https://other.cxone.com/", "/oauth/token", true)]
    [InlineData(CxEndpointStyle.Environment, "https://us1-cxone.com", "https://us1-cxone.com/", "/oauth/token", true)]
    [InlineData(CxEndpointStyle.Organization, "acme-42", "https://acme-42.my.cxone.com/", "/api/v2/oauth/token", false)]
    [InlineData(CxEndpointStyle.Domain, "contact.example.org", "https://contact.example.org/", "/api/v2/oauth/token", false)]
    [InlineData(CxEndpointStyle.Domain, "contact.example.org:8443", "https://contact.example.org:8443/", "/api/v2/oauth/token", false)]
    [InlineData(CxEndpointStyle.Region, "eu1", "https://api-eu1.niceincontact.com/", "/api/v2/oauth2/token", true)]
    [InlineData(CxEndpointStyle.AccessKey, "au1", "https://au1.nice-incontact.com/", "/authentication/v1/token/access-key", false)]
    [InlineData(CxEndpointStyle.AccessKey, null, "https://cxone.niceincontact.com/", "/authentication/v1/token/access-key", false)]
    [InlineData(CxEndpointStyle.OpenId, "au1", "https://cxone.niceincontact.com/", "/auth/token", false)]
    [InlineData(CxEndpointStyle.OpenId, null, "https://cxone.niceincontact.com/", "/auth/token", false)]
    public void Every_style_has_its_own_address_token_path_and_scope(
        CxEndpointStyle style, string? name, string address, string tokenPath, bool sendsScope)
    {
        var endpoint = CxEndpoint.Create(style, name);

        Assert.Equal(style, endpoint.Style);
        Assert.Equal(address, endpoint.BaseUri.AbsoluteUri);
        Assert.Equal(address, endpoint.TokenHost.AbsoluteUri);
        Assert.Equal(tokenPath, endpoint.TokenPath);
        Assert.Equal(sendsScope, endpoint.SendsScope);
        Assert.Equal(endpoint.IsAccessKey ? "https://cxone.niceincontact.com/" : null, endpoint.DiscoveryHost?.AbsoluteUri);
        Assert.Equal(
            endpoint.IsAccessKey && name is not null ? $"https://{name}.nice-incontact.com/" : null, endpoint.AreaHost?.AbsoluteUri);
        Assert.Equal(endpoint.IsAccessKey, endpoint.UsesClusterHost);
    }

    [Theory]
    [InlineData(CxEndpointStyle.Platform, null)]
    [InlineData(CxEndpointStyle.Environment, null)]
    [InlineData(CxEndpointStyle.Organization, "acme")]
    [InlineData(CxEndpointStyle.Domain, "acme.example")]
    [InlineData(CxEndpointStyle.Region, "eu1")]
    [InlineData(CxEndpointStyle.AccessKey, "au1")]
    [InlineData(CxEndpointStyle.OpenId, "au1")]
    public void The_address_and_the_token_path_of_every_style_can_be_replaced(CxEndpointStyle style, string? name)
    {
        var original = CxEndpoint.Create(style, name ?? "https://us1-cxone.com");
        var replaced = CxEndpoint.Create(style, name, "http://127.0.0.1:8080/cxone", "/my/token");

        Assert.Equal("http://127.0.0.1:8080/cxone", replaced.BaseUri.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:8080/cxone", replaced.TokenHost.AbsoluteUri);
        Assert.Equal(replaced.IsAccessKey ? "http://127.0.0.1:8080/cxone" : null, replaced.DiscoveryHost?.AbsoluteUri);
        Assert.Equal(replaced.IsAccessKey ? "http://127.0.0.1:8080/cxone" : null, replaced.AreaHost?.AbsoluteUri);
        Assert.Null(replaced.FallbackTokenHost);
        Assert.False(replaced.UsesClusterHost);
        Assert.Equal("/my/token", replaced.TokenPath);
        Assert.Equal(original.SendsScope, replaced.SendsScope);
    }

    [Theory]
    [InlineData("http://platform.cxone.com")]
    [InlineData("http://192.168.1.1")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://evil.example/localhost")]
    [InlineData("HTTP://platform.cxone.com")]
    [InlineData("http://[2001:db8::1]")]
    [InlineData("http://0.0.0.0")]
    public void Plain_http_is_refused_wherever_it_leaves_the_machine(string address)
    {
        foreach (var style in Enum.GetValues<CxEndpointStyle>())
        {
            var error = Assert.Throws<CxException>(() => CxEndpoint.Create(style, "name", address));
            Assert.Equal("EndpointInsecure", error.ErrorId);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://127.8.9.10")]
    [InlineData("http://localhost:5000")]
    [InlineData("http://[::1]:5000")]
    [InlineData("https://tenant.example")]
    public void Plain_http_is_accepted_for_loopback_and_tls_for_all(string address)
        => Assert.Equal(new Uri(address), CxEndpoint.Create(CxEndpointStyle.Environment, address).BaseUri);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("tenant.example")]
    [InlineData("/api")]
    [InlineData("//tenant.example")]
    [InlineData("ftp://tenant.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    [InlineData("https://tenant.example?a=b")]
    [InlineData("https://tenant.example#a")]
    [InlineData("https://tenant.example:99999")]
    [InlineData("https://ten ant.example")]
    [InlineData("https://tenant.example\r\nHost: evil.example")]
    public void An_invalid_address_is_refused(string address)
        => Assert.Equal(
            "EndpointInvalid", Assert.Throws<CxException>(() => CxEndpoint.Create(CxEndpointStyle.Environment, address)).ErrorId);

    [Fact]
    public void A_password_in_the_address_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<CxException>(() => CxEndpoint.Create(CxEndpointStyle.Environment, "https://me:hunter2@tenant.example"));

        Assert.Equal("EndpointInvalid", error.ErrorId);
        Assert.DoesNotContain("hunter2", error.ToString() + error.Item, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CxEndpointStyle.Organization)]
    [InlineData(CxEndpointStyle.Region)]
    [InlineData(CxEndpointStyle.AccessKey)]
    [InlineData(CxEndpointStyle.OpenId)]
    public void A_name_that_could_lead_to_another_host_is_refused(CxEndpointStyle style)
    {
        string?[] hostile =
        [
            "", " ", "evil.example/", "evil.example#", "evil.example?", "a.b", "a/b", "a\\b", "a@b", "a:b", "a b", "-a", "a-", "a_b",
            "%2e",
            "a\r\nHost: evil.example", "a\n", "ä", "аcme", new('a', 64), "..", ".", "{0}", "$(id)", "a%00", "a\0",
        ];
        Assert.All(
            hostile, name => Assert.Equal("EndpointInvalid", Assert.Throws<CxException>(() => CxEndpoint.Create(style, name)).ErrorId));
    }

    [Theory]
    [InlineData(CxEndpointStyle.Environment)]
    [InlineData(CxEndpointStyle.Organization)]
    [InlineData(CxEndpointStyle.Domain)]
    [InlineData(CxEndpointStyle.Region)]
    public void A_style_that_needs_a_name_is_refused_without_one(CxEndpointStyle style)
        => Assert.Equal("EndpointInvalid", Assert.Throws<CxException>(() => CxEndpoint.Create(style, null)).ErrorId);

    [Theory]
    [InlineData("C32", "https://api-c32.nice-incontact.com")]
    [InlineData("c32-x", "https://api-c32-x.nice-incontact.com")]
    [InlineData("c32.x", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_host_of_a_cluster_is_in_a_domain_of_CXone_or_there_is_none(string? cluster, string? address)
        => Assert.Equal(address, CxEndpoint.ClusterAddress(cluster));

    [Fact]
    public void A_domain_that_is_more_than_a_host_is_refused()
    {
        string?[] hostile =
        [
            null, "", " ", "https://a.example", "a.example/", "a.example/b", "a.example?b", "a.example#b", "me@a.example",
            "me:pw@a.example", "a..example", ".a", "a.",
            "a.example:", "a.example:x", "a.example:123456", "a.example:99999", "a b.example", "a.example\r\n", "ä.example", "-a.example",
            "a\\b", "[::1]", "a.example\n",
        ];
        Assert.All(
            hostile,
            name =>
                Assert.Equal("EndpointInvalid", Assert.Throws<CxException>(() => CxEndpoint.Create(CxEndpointStyle.Domain, name)).ErrorId));
    }

    [Theory]
    [InlineData("oauth/token")]
    [InlineData("")]
    [InlineData("//evil.example/token")]
    [InlineData("https://evil.example/token")]
    [InlineData("@evil.example/token")]
    [InlineData("/token\r\nHost: evil.example")]
    [InlineData("/to ken")]
    [InlineData("/token#part")]
    [InlineData("/\\evil.example/token")]
    [InlineData("/tökén")]
    public void An_invalid_token_path_is_refused(string path)
        => Assert.Equal(
            "EndpointInvalid",
            Assert.Throws<CxException>(() => CxEndpoint.Create(CxEndpointStyle.Platform, null, tokenPath: path)).ErrorId);
}
