using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Tests.Connection;

public sealed class ConnectRequestTests
{
    private static readonly CxCredential Given = new("given-id", "given-secret");

    private static readonly (string Name, string Value)[] Key =
        [("CXONE_ACCESS_KEY_ID", "key-id"), ("CXONE_ACCESS_KEY_SECRET", "key-secret")];

    private static readonly (string Name, string Value)[] Client =
        [("CXONE_CLIENT_ID", "env-id"), ("CXONE_CLIENT_SECRET", "env-secret")];

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

    [Fact]
    public void The_variables_of_an_access_key_select_its_style()
    {
        var options = Resolve(new CxConnectRequest(), [.. Key, ("CXONE_AREA", "au1"), ("CXONE_ORG_ID", "acme")]);

        Assert.Equal(CxEndpointStyle.AccessKey, options.Endpoint.Style);
        Assert.Equal("https://au1.nice-incontact.com/", options.Endpoint.TokenHost.AbsoluteUri);
        Assert.Equal("https://cxone.niceincontact.com/", options.Endpoint.FallbackTokenHost!.AbsoluteUri);
        Assert.Equal("key-id", options.Credential.ClientId);
        Assert.Equal("key-secret", options.Credential.Secret);
    }

    [Fact]
    public void Without_an_area_the_variables_of_an_access_key_lead_to_the_global_host()
    {
        var endpoint = Resolve(new CxConnectRequest(), Key).Endpoint;

        Assert.Equal("https://cxone.niceincontact.com/", endpoint.TokenHost.AbsoluteUri);
        Assert.Null(endpoint.FallbackTokenHost);
        Assert.Null(endpoint.AreaHost);
    }

    [Fact]
    public void A_base_address_goes_with_the_variables_of_an_access_key()
    {
        var endpoint = Resolve(new CxConnectRequest { BaseUri = "http://127.0.0.1:8080" }, [.. Key, ("CXONE_AREA", "au1")]).Endpoint;

        Assert.Equal(CxEndpointStyle.AccessKey, endpoint.Style);
        Assert.Equal("http://127.0.0.1:8080/", endpoint.TokenHost.AbsoluteUri);
    }

    [Fact]
    public void The_area_of_the_caller_precedes_that_of_the_environment()
        => Assert.Equal(
            "https://eu1.nice-incontact.com/",
            Resolve(new CxConnectRequest { AccessKey = true, Area = "eu1" }, [.. Key, ("CXONE_AREA", "au1")])
                .Endpoint.TokenHost.AbsoluteUri);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Variables_of_a_client_and_an_access_key_are_an_error_that_names_all_of_them(bool isKeyComplete, bool isClientComplete)
    {
        (string, string)[] variables = [.. isKeyComplete ? Key : Key[1..], .. isClientComplete ? Client : Client[..1]];
        var error = Assert.Throws<CxException>(() => Resolve(new CxConnectRequest { BaseUri = "https://mine.cxone.com" }, variables));

        Assert.Equal(CxErrors.CredentialAmbiguous, error.Definition);
        Assert.All(
            (string[])
            [
                "CXONE_ACCESS_KEY_ID", "CXONE_ACCESS_KEY_SECRET", "CXONE_CLIENT_ID", "CXONE_CLIENT_SECRET",
                CxHint.Option("AccessKey").ToString(), CxHint.Option("ClientId").ToString(),
            ],
            name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("key-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_caller_decides_between_the_variables_of_a_client_and_an_access_key()
    {
        (string, string)[] all = [.. Key, .. Client];
        var app = new CxCredential("app", "app-secret");

        Assert.Equal("key-id", Resolve(new CxConnectRequest { AccessKey = true }, all).Credential.ClientId);
        Assert.Equal("key-id", Resolve(new CxConnectRequest { AccessKey = true, ClientCredential = app }, all).Credential.ClientId);
        Assert.Equal("env-id", Resolve(new CxConnectRequest { OrganizationId = "acme" }, all).Credential.ClientId);
        Assert.Equal("env-id", Resolve(new CxConnectRequest { Domain = "acme.example" }, all).Credential.ClientId);
        Assert.Equal("env-id", Resolve(new CxConnectRequest { Region = "na1" }, all).Credential.ClientId);
        Assert.Equal(CxEndpointStyle.Platform, Resolve(new CxConnectRequest { Credential = Given }, all).Endpoint.Style);
    }

    [Theory]
    [InlineData("CXONE_ACCESS_KEY_ID", false, nameof(ConnectionMessages.AccessKeySecretMissing))]
    [InlineData("CXONE_ACCESS_KEY_SECRET", false, nameof(ConnectionMessages.AccessKeyIdMissing))]
    [InlineData("CXONE_ACCESS_KEY_ID", true, nameof(ConnectionMessages.AccessKeySecretMissing))]
    [InlineData("CXONE_CLIENT_ID", true, nameof(ConnectionMessages.SecretMissing))]
    [InlineData("CXONE_AREA", true, nameof(ConnectionMessages.AccessKeyMissing))]
    public void One_variable_of_a_pair_alone_is_an_error_that_names_the_other_one(string variable, bool isAccessKey, string message)
    {
        var error = Assert.Throws<CxException>(() => Resolve(new CxConnectRequest { AccessKey = isAccessKey }, (variable, "planted")));

        Assert.Equal("CredentialMissing", error.ErrorId);
        Assert.Equal(typeof(ConnectionMessages).GetField(message)!.GetValue(null), error.Message);
    }

    [Fact]
    public void A_client_beside_an_access_key_selects_OpenID_Connect_at_the_global_host()
    {
        var options = Resolve(
            new CxConnectRequest
            {
                AccessKey = true, Area = "na1", Credential = Given, ClientCredential = new CxCredential("app", "app-secret")
            });

        Assert.Equal(CxEndpointStyle.OpenId, options.Endpoint.Style);
        Assert.Equal("https://cxone.niceincontact.com/", options.Endpoint.TokenHost.AbsoluteUri);
        Assert.Equal("https://na1.nice-incontact.com/", options.Endpoint.AreaHost!.AbsoluteUri);
        Assert.Equal("/auth/token", options.Endpoint.TokenPath);
        Assert.Equal("app", options.ClientCredential!.ClientId);
    }

    [Theory]
    [InlineData("CXONE_BASE_URL", "http://evil.example", "EndpointInsecure")]
    [InlineData("CXONE_ORG_ID", "evil.example/", "EndpointInvalid")]
    [InlineData("CXONE_DOMAIN", "me@evil.example", "EndpointInvalid")]
    public void The_environment_is_checked_like_a_parameter(string variable, string value, string id)
        => Assert.Equal(
            id, Assert.Throws<CxException>(() => Resolve(new CxConnectRequest { Credential = Given }, (variable, value))).ErrorId);

    [Theory]
    [InlineData("evil.example/")]
    [InlineData("a.b")]
    public void The_area_of_the_environment_is_checked_like_a_parameter(string area)
        => Assert.Equal(
            "EndpointInvalid",
            Assert.Throws<CxException>(() => Resolve(new CxConnectRequest(), [.. Key, ("CXONE_AREA", area)])).ErrorId);

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
