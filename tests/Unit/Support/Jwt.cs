using System.Buffers.Text;
using System.Text;

namespace CxOne.Tests.Support;

/// <summary>Tokens that look like the ones that an access key gets.</summary>
internal static class Jwt
{
    public static string Of(string claims) => $"{Part("""{"alg":"none"}""")}.{Part(claims)}.signature";

    public static string ForTenant(string tenantId, string id = "1") => Of($$"""{"tenantId":"{{tenantId}}","jti":"{{id}}"}""");

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
