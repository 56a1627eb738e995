namespace CxOne.Published;

/// <summary>A version of a script that the lock file knows.</summary>
/// <param name="MasterId">The id of the version on the tenant; <see langword="null"/> if it is not known.</param>
/// <param name="Hash">The fingerprint of the script, see <see cref="ScriptFingerprint"/>.</param>
internal sealed record ScriptLockVersion(int? MasterId, string Hash);
