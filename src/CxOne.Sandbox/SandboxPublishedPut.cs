namespace CxOne.Sandbox;

/// <summary>The effect of a PUT of the published family on optional members that the body omits. NICE does not document it.</summary>
public enum SandboxPublishedPut
{
    /// <summary>Omitted members are reset.</summary>
    Replace,

    /// <summary>Omitted members keep their values.</summary>
    Merge,
}
