namespace CxOne.Merge;

/// <summary>A member that two sides have changed since the same base.</summary>
/// <param name="Field">Its name, with dots where it stands deeper.</param>
/// <param name="Base">Its JSON when it was read; nothing where it was not there.</param>
/// <param name="Theirs">Its JSON at the tenant now.</param>
/// <param name="Yours">Its JSON as the caller wants it.</param>
public sealed record CxFieldConflict(string Field, string? Base, string? Theirs, string? Yours)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: base {Base ?? "(absent)"}, theirs {Theirs ?? "(absent)"}, yours {Yours ?? "(removed)"}";
}
