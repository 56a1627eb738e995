using CxOne.Errors;
using CxOne.Store;
using CxOne.Stores;
using Npgsql;

namespace CxOne.Tests.Stores;

public sealed class StoreConnectionStringTests
{
    [Theory]
    [InlineData("Host=db.example;Database=cxone")]
    [InlineData("Host=db1.example,db2.example;Database=cxone")]
    [InlineData("postgresql://app@db.example/cxone")]
    public void A_host_of_another_computer_is_verified_by_default(string text)
        => Assert.Equal(SslMode.VerifyFull, Read(text).SslMode);

    [Theory]
    [InlineData("Host=db.example;SSL Mode=Require")]
    [InlineData("Host=127.0.0.1,db.example;SSL Mode=Prefer")]
    [InlineData("Host=db.example:5433;SSL Mode=Disable")]
    [InlineData("postgres://app@db.example/cxone?sslmode=require")]
    public void A_mode_that_does_not_verify_another_computer_is_refused(string text)
        => Assert.Equal(CxErrors.StoreInvalid, Assert.Throws<CxException>(() => Read(text)).Definition);

    [Theory]
    [InlineData("Host=localhost;SSL Mode=Disable")]
    [InlineData("Host=127.0.0.1;SSL Mode=Prefer")]
    [InlineData("Host=::1")]
    [InlineData("Host=/var/run/postgresql")]
    public void Loopback_and_sockets_need_no_certificate(string text) => Assert.NotEqual(SslMode.VerifyFull, Read(text).SslMode);

    [Theory]
    [InlineData("standby")]
    [InlineData("prefer-primary")]
    [InlineData("any")]
    public void Several_hosts_of_which_a_standby_may_be_used_are_refused(string kind)
        => Assert.Equal(
            CxErrors.StoreInvalid,
            Assert.Throws<CxException>(() => Read($"Host=db1.example,db2.example;Target Session Attributes={kind}")).Definition);

    [Theory]
    [InlineData("Host=127.0.0.1,localhost;Database=x", "127.0.0.1:5432,localhost:5432/x")]
    [InlineData("Host=127.0.0.1:6001,localhost;Port=6000;Database=x", "127.0.0.1:6001,localhost:6000/x")]
    [InlineData("Host=[::1]:6001,[::1];Database=x", "[::1]:6001,[::1]:5432/x")]
    [InlineData("Host=localhost;Port=6000;Database=x", "localhost:6000/x")]
    public void The_name_of_a_store_contains_each_host_with_its_port(string text, string name)
        => Assert.Equal(name, StoreConnectionString.Name(Read(text)));

    [Fact]
    public void An_address_is_read_with_its_escapes()
    {
        var read = Read("postgresql://ana%40x:p%3Aw%2F1@db.example:6000/cx%20one?sslmode=verify-ca&application_name=nightly");

        Assert.Equal(
            ("ana@x", "p:w/1", "db.example", 6000, "cx one", SslMode.VerifyCA, "nightly"),
            (read.Username, read.Password, read.Host, read.Port, read.Database, read.SslMode, read.ApplicationName));
    }

    [Fact]
    public void User_and_password_that_are_given_separately_replace_those_of_the_text()
    {
        var read = StoreConnectionString.Read(new CxStoreOptions
        {
            ConnectionString = "Host=localhost;Username=x;Password=old-password", UserName = "app", Password = "new-password",
        });

        Assert.Equal(("app", "new-password"), (read.Username, read.Password));
    }

    [Theory]
    [InlineData("Host=localhost;Pasword=my-secret-1")]
    [InlineData("my-secret-1")]
    [InlineData("Host=localhost;Port=my-secret-1")]
    [InlineData("postgresql://app:my-secret-1@ho st/x")]
    [InlineData("Database=x;Password=my-secret-1")]
    public void A_text_that_cannot_be_read_is_not_quoted(string text)
    {
        var refused = Assert.Throws<CxException>(() => Read(text));

        Assert.Equal(CxErrors.StoreInvalid, refused.Definition);
        Assert.DoesNotContain("my-secret-1", refused.ToString(), StringComparison.Ordinal);
    }

    private static NpgsqlConnectionStringBuilder Read(string text)
        => StoreConnectionString.Read(new CxStoreOptions { ConnectionString = text });
}
