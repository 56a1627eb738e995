namespace CxOne.Sandbox.Published.Scripts;

/// <summary>A script. Its identity is the name; every save gives it another <see cref="MasterId"/>.</summary>
internal sealed record StoredScript
{
    /// <summary>The name with its folder, separated by a backslash.</summary>
    public required string ScriptName { get; init; }

    public required int MediaTypeId { get; init; }

    /// <summary>The versions, the current one first.</summary>
    public required IReadOnlyList<ScriptVersion> Versions { get; init; }

    public int MasterId => Versions[0].ScriptId;
}

/// <summary>A version of a script.</summary>
internal sealed record ScriptVersion
{
    public required int ScriptId { get; init; }

    public required DateTimeOffset ModifyDate { get; init; }

    public required string ModifyUser { get; init; }
}
