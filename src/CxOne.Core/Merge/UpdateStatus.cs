namespace CxOne.Merge;

/// <summary>What an update did. Its name is the text of the results' <c>Status</c>.</summary>
internal enum UpdateStatus
{
    /// <summary>The object had the values already; nothing was written.</summary>
    Unchanged,

    /// <summary>The values were written.</summary>
    Changed,

    /// <summary>The answer to the write was lost, and a read showed that it was made.</summary>
    Recognised,

    /// <summary>The values were written and then replaced by the former ones.</summary>
    Reverted,

    /// <summary>The values were written, and the former ones could not be put back.</summary>
    RevertFailed,
}
