using System.Security.Cryptography;
using System.Text;

namespace CxOne.Published;

/// <summary>The name of the module's own lock of a script, which excludes other programs of the same user.</summary>
internal static class ScriptLockName
{
    /// <summary>The longest name of a lock.</summary>
    private const int Longest = 200;

    /// <summary>
    /// Returns the name. Names of locks differ in case and those of scripts do not, so that it is in lower case. A path of folders that is
    /// too long is cut, and its hash takes the place of the rest.
    /// </summary>
    /// <param name="scriptName">The name of the script, with its folder.</param>
    /// <param name="tenantId">The id of the tenant.</param>
    public static string Of(string scriptName, string tenantId)
    {
        var script = scriptName.ToLowerInvariant();
        var name = Name(script, tenantId);
        if (name.Length <= Longest)
        {
            return name;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        var room = Math.Clamp(Longest - Name(hash, tenantId).Length - 1, 0, script.Length);
        return Name($"{script[..room]}~{hash}", tenantId);
    }

    private static string Name(string script, string tenantId) => $"script {script} of {tenantId}";
}
