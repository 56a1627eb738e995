using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Tests.Connection;

public sealed class ConnectRequestTests
{
    private static readonly CxCredential Given = new("given-id", "given-secret");

    [Fact]
    public void By_default_the_platform_is_used_with_the_client_of_the_environment()
    {
        var options = Resolve(new CxConnectRequest(), ("CXONE_CLIENT_ID", "env-id"), ("CXONE_CLIENT_SECRET", "env-secret"));

        Assert.Equal("https://platform.cxone.com/", options.Endpoint.BaseUri.AbsoluteUri);
        Assert.Equal(CxEndpointStyle.Platform, options.Endpoint.Style);
        Assert.Equal("env-id", options.Credential.ClientId);
        Assert.Equal("env-secret", options.Credential.Secret);
        Assert.Equal(CxScopes.All, options.Scope);
        Assert.Equal(100, options.Requests.RequestsPerMinute);
    }

    [Theory]
    [InlineData("CXONE_BASE_URL", "https://other.cxone.com", CxEndpointStyle.Platform, "https://other.cxone.com/")]
    [InlineData("CXONE_ORG_ID", "acme", CxEndpointStyle.Organization, "https://acme.my.cxone.com/")]
    [InlineData("CXONE_DOMAIN", "acme.example", CxEndpointStyle.Domain, "https://acme.example/")]
    public void The_environment_names_the_tenant_where_nothing_else_does(
        string variable, string value, CxEndpointStyle style, string address)
    {
        var endpoint = Resolve(new CxConnectRequest { Credential = Given }, (variable, value)).Endpoint;

        Assert.Equal(style, endpoint.Style);
        Assert.Equal(address, endpoint.BaseUri.AbsoluteUri);
    }

    [Fact]
    public void Of_several_variables_the_whole_address_comes_first_then_the_organization_then_the_domain()
    {
        (string, string)[] all =
        [
            ("CXONE_DOMAIN", "acme.example"), ("CXONE_ORG_ID", "acme"), ("CXONE_BASE_URL", "https://other.cxone.com")
        ];

        Assert.Equal(CxEndpointStyle.Platform, Resolve(new CxConnectRequest { Credential = Given }, all).Endpoint.Style);
        Assert.Equal(CxEndpointStyle.Organization, Resolve(new CxConnectRequest { Credential = Given }, all[..2]).Endpoint.Style);
        Assert.Equal(CxEndpointStyle.Domain, Resolve(new CxConnectRequest { Credential = Given }, all[..1]).Endpoint.Style);
    }

    [Fact]
    public void Values_of_the_caller_precede_the_environment()
    {
        (string, string)[] all =
        [
            ("CXONE_BASE_URL", "https://env.cxone.com"), ("CXONE_ORG_ID", "env"), ("CXONE_DOMAIN", "env.example"),
            ("CXONE_CLIENT_ID", "env-id"), ("CXONE_CLIENT_SECRET", "env-secret"),
        ];
        var request = new CxConnectRequest { Credential = Given };

        Assert.Equal("https://mine.my.cxone.com/", Resolve(request with { OrganizationId = "mine" }, all).Endpoint.BaseUri.AbsoluteUri);
        Assert.Equal("https://mine.example/", Resolve(request with { Domain = "mine.example" }, all).Endpoint.BaseUri.AbsoluteUri);
        Assert.Equal("https://api-mine.niceincontact.com/", Resolve(request with { Region = "mine" }, all).Endpoint.BaseUri.AbsoluteUri);
        Assert.Equal(
            "https://mine.cxone.com/", Resolve(request with { BaseUri = "https://mine.cxone.com" }, all).Endpoint.BaseUri.AbsoluteUri);
        Assert.Equal(
            "https://mine.nice-incontact.com/",
            Resolve(request with { AccessKey = true, Area = "mine" }, all).Endpoint.BaseUri.AbsoluteUri);
        Assert.Equal("given-id", Resolve(request, all).Credential.ClientId);
    }

    [Fact]
    public void A_base_address_beside_another_style_replaces_its_host_only()
    {
        var endpoint = Resolve(new CxConnectRequest
        {
            Credential = Given, OrganizationId = "acme", BaseUri = "http://127.0.0.1:8080", TokenPath = "/t"
        }).Endpoint;

        Assert.Equal(CxEndpointStyle.Organization, endpoint.Style);
        Assert.Equal("http://127.0.0.1:8080/", endpoint.BaseUri.AbsoluteUri);
        Assert.Equal("/t", endpoint.TokenPath);
        Assert.False(endpoint.SendsScope);
    }

    [Theory]
    [InlineData(null, null, nameof(ConnectionMessages.CredentialMissing))]
    [InlineData("env-id", null, nameof(ConnectionMessages.SecretMissing))]
    [InlineData(null, "env-secret", nameof(ConnectionMessages.ClientIdMissing))]
    [InlineData("env-id", "", nameof(ConnectionMessages.SecretMissing))]
    [InlineData("env-id", "   ", nameof(ConnectionMessages.SecretMissing))]
    [InlineData("\t", "env-secret", nameof(ConnectionMessages.ClientIdMissing))]
    public void A_missing_credential_is_an_error_that_names_what_is_missing(string? id, string? secret, string message)
    {
        var error = Assert.Throws<CxException>(() => new CxConnectRequest().Resolve(name => name switch
        {
            "CXONE_CLIENT_ID" => id,
            "CXONE_CLIENT_SECRET" => secret,
            "HOME" => "/home/somebody",
            _ => null,
        }));

        Assert.Equal("CredentialMissing", error.ErrorId);
        Assert.Equal(typeof(ConnectionMessages).GetField(message)!.GetValue(null), error.Message);
        Assert.DoesNotContain("env-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_access_key_can_come_from_the_environment_too()
    {
        var options = Resolve(
            new CxConnectRequest { AccessKey = true, Area = "eu1" }, ("CXONE_CLIENT_ID", "key"), ("CXONE_CLIENT_SECRET", "key-secret"));

        Assert.Equal(CxEndpointStyle.AccessKey, options.Endpoint.Style);
        Assert.Equal("key", options.Credential.ClientId);
    }

    [Theory]
    [InlineData("CXONE_BASE_URL", "http://evil.example", "EndpointInsecure")]
    [InlineData("CXONE_ORG_ID", "evil.example/", "EndpointInvalid")]
    [InlineData("CXONE_DOMAIN", "me@evil.example", "EndpointInvalid")]
    public void The_environment_is_checked_like_a_parameter(string variable, string value, string id)
        => Assert.Equal(
            id, Assert.Throws<CxException>(() => Resolve(new CxConnectRequest { Credential = Given }, (variable, value))).ErrorId);

    [Fact]
    public void Spaces_around_an_environment_variable_are_ignored()
        => Assert.Equal(
            "https://acme.my.cxone.com/",
            Resolve(new CxConnectRequest { Credential = Given }, ("CXONE_ORG_ID", " acme\n")).Endpoint.BaseUri.AbsoluteUri);

    [Fact]
    public void Scopes_can_be_named_and_none_at_all_are_possible()
    {
        Assert.Equal(["a", "b"], Resolve(new CxConnectRequest { Credential = Given, Scope = ["a", "b"] }).Scope);
        Assert.Empty(Resolve(new CxConnectRequest { Credential = Given, Scope = [] }).Scope);
    }

    private static CxConnectOptions Resolve(CxConnectRequest request, params (string Name, string Value)[] environment)
        => request.Resolve(name => name == "HOME"
            ? "/home/somebody"
            : environment.Where(variable => variable.Name == name).Select(variable => variable.Value).SingleOrDefault());
}
