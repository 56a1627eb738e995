using System.Net;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class ProxySecretTests
{
    [Theory]
    [InlineData("HTTPS_PROXY")]
    [InlineData("HTTP_PROXY")]
    [InlineData("ALL_PROXY")]
    [InlineData("https_proxy")]
    [InlineData("http_proxy")]
    [InlineData("all_proxy")]
    public void Every_form_of_the_password_in_a_proxy_variable_is_hidden_wherever_it_is(string variable)
    {
        var request = new CxConnectRequest
        {
            BaseUri = "https://tenant.example", Credential = new CxCredential("c", "client-secret"), AuditPath = "/nowhere"
        };
        var options = request.Resolve(name => name == variable ? "http://proxy-user:proxy%40pass%2Fword@127.0.0.1:3128" : null);
        var scrubber = Scrubber(ProxySecrets.Of(options.ProxySettings));

        foreach (var form in (string[])[
            "proxy%40pass%2Fword", "proxy@pass/word", "proxy%40pass/word", "proxy%2540pass%252Fword", "proxy\\u0040pass\\/word",
            "proxy&#64;pass/word", "cHJveHktdXNlcjpwcm94eUBwYXNzL3dvcmQ="])
        {
            Assert.Equal("it is ***.", scrubber.Scrub($"it is {form}."));
        }
    }

    [Theory]
    [InlineData("proxy-user:proxy-password@127.0.0.1:3128", "proxy-password")]
    [InlineData("http://proxy-user:proxy/pass@word@127.0.0.1:3128", "proxy/pass@word")]
    public void A_setting_is_read_as_the_framework_reads_it(string setting, string password)
        => Assert.Contains(password, ProxySecrets.Of([setting]));

    [Fact]
    public void A_proxy_without_a_user_has_no_secrets()
    {
        Assert.Empty(ProxySecrets.Settings(_ => "http://127.0.0.1:3128"));
        Assert.Empty(ProxySecrets.Of(new WebProxy("http://127.0.0.1:3128")));
    }

    [Fact]
    public void The_process_proxys_own_credentials_are_known()
    {
        var scrubber = Scrubber(
            ProxySecrets.Of(new WebProxy("http://127.0.0.1:3128") { Credentials = new NetworkCredential("proxy-user", "proxy-password") }));

        Assert.Equal("***", scrubber.Scrub("proxy-password"));
    }

    [Fact]
    public void Proxy_secrets_are_kept_however_many_tokens_follow()
    {
        var scrubber = Scrubber(ProxySecrets.Of(["http://u:proxy-password@h"]));
        for (var number = 0; number < 100; number++)
        {
            scrubber.Add($"token-{number:000}");
        }

        Assert.Equal("***", scrubber.Scrub("proxy-password"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task A_proxy_that_refuses_the_tunnel_is_told_of_without_its_password(string method)
    {
        await using var proxy = new ConnectProxy();
        var log = new RecordingLog();
        var options = new CxRequestOptions { MaximumRetryCount = 1, RetryDelay = TimeSpan.FromMilliseconds(1) };
        using var client = new BareClient(
            new Uri("https://tenant.example"),
            options,
            () => new SocketsHttpHandler { Proxy = new WebProxy($"http://u:pw@127.0.0.1:{proxy.Port}") { BypassProxyOnLocal = false } });

        var error = await Assert.ThrowsAnyAsync<CxRequestException>(() => client.Client
            .SendAsync(new CxRequest { Method = new HttpMethod(method), Path = "/api" }, log, CancellationToken.None)
            .WaitAsync(Gate.Patience));

        Assert.Equal("ConnectionFailed", error.ErrorId);
        Assert.Contains("407", error.Message, StringComparison.Ordinal);
        Assert.Contains($"http://***@127.0.0.1:{proxy.Port}", error.Message, StringComparison.Ordinal);
        Assert.All([error.ToString(), .. log.Everything], text => Assert.DoesNotContain(":pw", text, StringComparison.Ordinal));
        Assert.Contains(log.Everything, text => text.Contains("407", StringComparison.Ordinal));
    }

    private static SecretScrubber Scrubber(IEnumerable<string> secrets)
    {
        var scrubber = new SecretScrubber();
        foreach (var secret in secrets)
        {
            scrubber.Pin(secret);
        }

        return scrubber;
    }
}
