namespace CxOne.Published;

/// <summary>What happens to the file of an exported object.</summary>
public enum ScriptExportStatus
{
    /// <summary>There was none.</summary>
    Created,

    /// <summary>It was as it had been exported, and the tenant has changed.</summary>
    Updated,

    /// <summary>It says what the tenant says.</summary>
    Unchanged,
}
