namespace CxOne.Merge;

/// <summary>The outcome of an update. Its name is the text of <c>Status</c> in results.</summary>
internal enum UpdateStatus
{
    /// <summary>The object already had the values; nothing was written.</summary>
    Unchanged,

    /// <summary>The values were written.</summary>
    Changed,

    /// <summary>The answer to the write was lost, and a read showed that the tenant holds the values.</summary>
    Recognised,

    /// <summary>The values were written and then replaced by the former ones.</summary>
    Reverted,

    /// <summary>The values were written, and the former ones could not be restored.</summary>
    RevertFailed,
}
