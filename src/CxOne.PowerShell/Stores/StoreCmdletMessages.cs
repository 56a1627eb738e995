namespace CxOne.PowerShell.Stores;

/// <summary>The texts of the store cmdlets. A snapshot test holds all of them.</summary>
internal static class StoreCmdletMessages
{
    public const string CredentialWithoutStore = "StoreCredential requires Store or CXONE_STORE.";
    public const string StoreMissing = "Store is missing. Pass -Store, or set CXONE_STORE.";
    public const string InitializeTarget = "the database of the store";
    public const string InitializeAction = "Create or update the schema cxone and the roles cxone_owner and cxone_writer";

    public static string Initialized(string name) => $"The store {name} is up to date. Next: GRANT cxone_writer TO <login>;";
}
