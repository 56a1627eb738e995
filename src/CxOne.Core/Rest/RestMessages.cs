using CxOne.Errors;

namespace CxOne.Rest;

/// <summary>Every text of this area that a user can meet. A snapshot test holds all of them.</summary>
internal static class RestMessages
{
    public const string LookUp = "Read the object to see whether the call was applied before you send it again.";

    public const string PathInvalid = "The path must not be empty, start with '//', or contain spaces, control characters, characters "
        + "beyond ASCII, '\\' or '#'. Escape such characters (a space is %20).";

    // These follow the words "the answer could not be understood:".
    public static string NotAPage => $"it is not a page of a list. Omit {CxHint.Option("AllPages")} to read it.";

    public static string NextLinkInvalid(string cause) => $"its link to the next page is not below the connection's address. {cause}";

    public static string NotJson(string contentType) => $"it is '{contentType}', not JSON.";

    public static string AllPagesRequiresGet(string method) => $"{CxHint.Option("AllPages")} requires the method GET (was {method}).";

    public static string OtherHost(string host, string connectionHost)
        => $"The address must be at {connectionHost}, the host of the connection (was {host}); the token is not sent to another host.";

    public static string BatchEntriesRefused(int count)
        => $"{count} {(count == 1 ? "entry of the batch was" : "entries of the batch were")} refused:";

    public static string WriteInterrupted(string method, string path)
        => $"{method} {path} was being sent; the tenant may have applied it. {LookUp}";

    public static string WriteDone(string method, string path, int status) => $"{method} {path} was answered with {status}.";
}
