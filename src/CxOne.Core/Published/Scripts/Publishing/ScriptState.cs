using System.Text.Json;

namespace CxOne.Published;

/// <summary>A version of a script in an audit record. The body can be read from the tenant as long as it keeps the version.</summary>
/// <param name="ScriptName">The name with its folder.</param>
/// <param name="MasterId">The id of the version; <see langword="null"/> if it is not known yet.</param>
/// <param name="Hash">The fingerprint of the body, see <see cref="ScriptFingerprint"/>.</param>
internal sealed record ScriptState(string ScriptName, int? MasterId, string Hash)
{
    public static JsonElement? Of(ScriptBody? body)
        => body is null ? null : ToElement(new ScriptState(body.Name, body.MasterId, body.Hash));

    public static JsonElement ToElement(ScriptState state) => JsonSerializer.SerializeToElement(state, PublishedJson.Default.ScriptState);
}
