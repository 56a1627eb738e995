using CxOne.Merge;

namespace CxOne.PowerShell.Base;

/// <summary>What a change does, member by member, as -WhatIf, a prompt and the line after a restore show it.</summary>
internal static class ChangeTexts
{
    /// <param name="verb">What is done, such as <c>Set</c>.</param>
    /// <param name="changes">The members with their old and new values.</param>
    public static string Of(string verb, IReadOnlyList<CxFieldDifference> changes)
        => changes.Count == 0 ? $"{verb} nothing: all values are already in place" : $"{verb} {Of(changes)}";

    public static string Of(IReadOnlyList<CxFieldDifference> changes) => string.Join("; ", changes);
}
