namespace CxOne.Errors;

/// <summary>The texts that exceptions of several areas share. A snapshot test holds all of them.</summary>
internal static class ErrorsMessages
{
    public static string LookupFailed(string operation, string cause)
        => $"{operation}: the write was sent, but its answer was lost or does not show the change, and the tenant could not be reached to "
            + $"check it. {cause}";

    public static string NotRecordedAdvice(string logAdvice) => $"Do not run the command again for this item. {logAdvice}";

    public static string OutOfRange(string name, string rule, string value, string? hint)
        => $"{name} must be {rule} (was {value}).{(hint is null ? null : " " + hint)}";
}
