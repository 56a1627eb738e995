using CxOne.Http;

namespace CxOne.Tests.Http;

public sealed class UriRedactorTests
{
    [Theory]
    [InlineData("/api/v2/thing", "/api/v2/thing")]
    [InlineData("/api/v2/thing?page=2&pageSize=25", "/api/v2/thing?page=2&pageSize=25")]
    [InlineData("/api/v2/thing?PAGE=2&Skip=5", "/api/v2/thing?PAGE=2&Skip=5")]
    [InlineData("/api/v2/thing?token=hunter2", "/api/v2/thing?token=***")]
    [InlineData("/api/v2/thing?page=1&token=hunter2&skip=3", "/api/v2/thing?page=1&token=***&skip=3")]
    [InlineData("/api/v2/thing?hunter2", "/api/v2/thing?***")]
    [InlineData("/api/v2/thing?token=a=b", "/api/v2/thing?token=***")]
    [InlineData("/api/v2/thing?token=hun?ter2", "/api/v2/thing?token=***")]
    [InlineData("/api/v2/thing?page%3Dx=hunter2", "/api/v2/thing?page%3Dx=***")]
    [InlineData("/api/v2/thing?", "/api/v2/thing?***")]
    [InlineData("", "")]
    [InlineData("?token=hunter2", "?token=***")]
    [InlineData("/api/v2/thing?=hunter2", "/api/v2/thing?=***")]
    public void Only_harmless_query_values_are_shown(string path, string shown) => Assert.Equal(shown, UriRedactor.RedactPath(path));

    [Theory]
    [InlineData("code")]
    [InlineData("key")]
    [InlineData("sig")]
    [InlineData("state")]
    [InlineData("secret")]
    [InlineData("password")]
    [InlineData("api_key")]
    [InlineData("access_token")]
    [InlineData("client_id")]
    [InlineData("name")]
    [InlineData("phoneNumber")]
    public void The_value_of_an_unknown_query_name_is_hidden(string name)
        => Assert.Equal($"/a?{name}=***", UriRedactor.RedactPath($"/a?{name}=hunter2"));

    [Fact]
    public void User_and_password_are_removed()
        => Assert.Equal("https://tenant.example/a?x=***", UriRedactor.Redact(new Uri("https://me:hunter2@tenant.example/a?x=y")));
}
