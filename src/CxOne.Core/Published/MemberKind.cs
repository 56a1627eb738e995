namespace CxOne.Published;

/// <summary>Kinds of values that the published calls write in several forms.</summary>
internal enum MemberKind
{
    /// <summary>Kept as it is.</summary>
    Any,

    /// <summary>A text, which some tenants write as a number.</summary>
    Text,

    /// <summary>A number, which some tenants write as a text.</summary>
    Number,

    /// <summary>A Boolean, which some tenants write as a text or as 0 and 1.</summary>
    Flag,

    /// <summary>A time: ISO 8601, or US text with AM or PM.</summary>
    Time,
}
