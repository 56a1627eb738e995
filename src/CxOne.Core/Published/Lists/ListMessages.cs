namespace CxOne.Published;

/// <summary>The texts of dispositions, call lists and do-not-call groups.</summary>
internal static class ListMessages
{
    public static string NumberInvalid(string text, int fewest, int most)
        => $"PhoneNumber must have {fewest} to {most} digits, with or without a plus sign and separators (was '{text}').";
}
