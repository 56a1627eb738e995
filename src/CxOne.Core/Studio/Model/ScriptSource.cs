namespace CxOne.Studio.Model;

/// <summary>The form in which a script was read.</summary>
public enum ScriptSource
{
    /// <summary>The JSON of the tenant, of the web editor's export and of its commits.</summary>
    Json,

    /// <summary>The module's own file format.</summary>
    File,

    /// <summary>The XML of Desktop Studio; it can be read only.</summary>
    Xml,
}
