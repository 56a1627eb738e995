using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CxOne.Errors;
using CxOne.Store;
using CxOne.Stores;
using CxOne.Tests.Support;

namespace CxOne.Tests.Stores;

/// <summary>A server with a certificate.</summary>
public sealed class StoreTlsTests
{
    [PostgresFact]
    [Trait(Tier.Name, Tier.Full)]
    public async Task A_certificate_is_verified_with_its_authority_and_its_host_name()
    {
        await using var server = await PostgresServer.StartAsync();
        using var session = await StoreSession.CreateAsync(server);
        using var folder = new TempFolder();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(folder["root.crt"], certificate.ExportCertificatePem());
        await server.UseCertificateAsync(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        var text = session.ConnectionString.Replace("Host=127.0.0.1", "Host=localhost", StringComparison.Ordinal) + ";SSL Mode=VerifyFull";

        Assert.Equal(CxErrors.TlsFailed, (await Assert.ThrowsAsync<CxException>(() => OpenAsync(text))).Definition);
        (await OpenAsync($"{text};Root Certificate={folder["root.crt"]}")).Dispose();
        var other = text.Replace("Host=localhost", "Host=127.0.0.1", StringComparison.Ordinal);
        Assert.Equal(
            CxErrors.TlsFailed,
            (await Assert.ThrowsAsync<CxException>(() => OpenAsync($"{other};Root Certificate={folder["root.crt"]}"))).Definition);
    }

    private static Task<ICxStore> OpenAsync(string text)
        => PostgresStore.OpenAsync(new CxStoreOptions { ConnectionString = text }, CancellationToken.None);
}
