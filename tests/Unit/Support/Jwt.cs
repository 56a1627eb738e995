using System.Buffers.Text;
using System.Text;

namespace CxOne.Tests.Support;

/// <summary>Tokens in the form of those for an access key.</summary>
internal static class Jwt
{
    public static string Of(string claims) => $"{Part("""{"alg":"none"}""")}.{Part(claims)}.signature";

    public static string ForTenant(string tenantId, string id = "1") => Of($$"""{"tenantId":"{{tenantId}}","jti":"{{id}}"}""");

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
