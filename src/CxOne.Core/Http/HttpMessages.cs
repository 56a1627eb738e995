using System.Globalization;

namespace CxOne.Http;

/// <summary>Every text of this area that a user can meet. A snapshot test holds all of them.</summary>
internal static class HttpMessages
{
    /// <summary>The end of every message about an answer that is too large.</summary>
    public const string AskForLess = "request less data at once";

    /// <summary>The action for an answer that is too large, with which the tenant's support cannot help.</summary>
    public const string AskForLessAdvice = "Request less data at once: use a narrower filter, a shorter period, or fewer objects.";

    public const string PathNotFoundAdvice = "Check the address of the connection, and whether the tenant has this interface.";

    public const string NotHeldAdvice = "Find the gateway or login proxy that answers in the tenant's place, then run the command again.";

    public const string ConnectionClosed = "The connection was closed while the request was in progress.";
    public const string PageRepeated = "The list returned the same page twice; it was not read further.";
    public const string PageLinkRepeated = "A page of the list links to an earlier page as its next one; the list was not read further.";
    public const string NoContentType = "no content type";

    // These follow the words "the answer could not be understood:".
    public static string ListContinuesElsewhere(string cursor, long seen)
        => $"the list continues at '{cursor}', which the module cannot follow, after {Items(seen)}.";

    public static string ListEndsEarly(long seen, long? total, long? pages)
        => $"the end of the list is unknown: a page is empty after {Items(seen)}, but the list has "
            + $"{(total is { } all ? Items(all) : pages is { } count ? $"{count} {(count == 1 ? "page" : "pages")}" : "more items")}.";

    public const string BodyNull = "The body is null.";
    public const string BodyNotUtf8 = "The body is not UTF-8.";
    public const string TextHasHalfSurrogate = "A text contains half of a surrogate pair.";
    public const string EntryNull = "An entry of the list is null.";
    public const string NumberExpected = "A number is expected.";
    public const string NumberTooGreat = "The number is too large.";
    public const string TextNotANumber = "The text is not a number.";
    public const string TextOrNumberExpected = "Text or a number is expected.";

    // These are reasons within another sentence.
    public const string ClosedBeforeAnswer = "the connection was closed before the answer was complete";
    public const string ClosedBeforeSending = "the connection was closed";
    public const string RetryAfterPastDeadline = "longer than the time that is left for the request";
    public const string RefusedWithoutReason = "refused without a reason";
    public const string NoAllowedHeaders = "(none of the allowed headers)";

    // Requests that break a rule

    public static string PathInvalid(string path)
        => $"The path must start with a single '/', and special characters must be escaped, such as a space as %20 (was '{path}').";

    public static string IdInvalid(string id) => $"An id must not be empty, '.' or '..' (was '{id}').";

    // Requests that failed

    public static string NotAnswered(string request, TimeSpan timeout, int attempts)
        => $"{request} was not answered within {WaitTime.Seconds(timeout)} ({Count(attempts, "attempt")}).";

    public static string NotSent(string request) => $"The connection was closed before {request} could be sent.";

    public static string TransportFailed(string request, int attempts, string cause)
        => $"{request} failed after {Count(attempts, "attempt")}: {cause}";

    public static string AnswerLost(string request, string cause, bool isRepeated)
        => $"{request} was sent, but its answer was lost ({cause}): the tenant may or may not have applied it{NotRepeated(isRepeated)}.";

    public static string RepeatNotSent(string cause) => $"and its repeat could not be sent: {cause}";

    public static string NoFinalAnswer(TimeSpan timeout) => $"No final answer within {WaitTime.Seconds(timeout)}.";

    public static string NoCompleteAnswer(TimeSpan timeout) => $"no complete answer within {WaitTime.Seconds(timeout)}";

    public static string AnswerTooLarge(long? bytes, long maximum)
        => $"the answer{(bytes is null ? null : $" has {bytes} bytes and")} is larger than the maximum of {maximum} bytes; {AskForLess}";

    public static string AnswerTakesTooMuchMemory(long bytes, long allowed)
        => $"its {bytes} bytes contain so many small values that its objects would take more than {allowed} bytes of memory; {AskForLess}.";

    public static string NotDecompressed(string cause) => $"the answer could not be decompressed: {cause}";

    // Answers that refuse a request

    public static string BadRequest(string? said) => $"The tenant refused the request{Said(said)}";

    public static string TokenRefused(string? said) => $"The tenant refused the token{Said(said)}";

    public static string PermissionDenied(string? scope, string? said)
        => $"Permission denied{(scope is null ? null : $"; the call needs the scope '{scope}'")}{Said(said)}";

    public static string NotFound(string? id, string? said) => $"{(id is null ? "Not found" : $"'{id}' was not found")}{Said(said)}";

    public static string Conflict(string? id, string? said)
        => $"The state of {Object(id)} conflicts with the request{Said(said)}";

    public static string PreconditionFailed(string? id, string? said)
        => $"Another client has changed {Object(id)}{Said(said)}";

    public static string RateLimited(int attempts, string? said)
        => $"The tenant's rate limit refused the request{(attempts == 1 ? null : $" {attempts} times")}{Said(said)}";

    public static string ServerFailed(int status, int attempts, string? said)
        => $"The tenant failed with status {status} after {Count(attempts, "attempt")}{Said(said)}";

    public static string UnexpectedStatus(int status, string? said)
        => $"The tenant answered with the unexpected status {status}{Said(said)}";

    public static string RequestDetails(string request, string? requestId, string? foreignContentType)
        => $"({request}{(requestId is null ? null : $", request id {requestId}")}"
            + (foreignContentType is null ? ")" : $", answer{Foreign(foreignContentType)})");

    public static string RetryAfterTooLong(string request, int status, TimeSpan wait, string limit)
        => $"{request} was refused with {status}, and the tenant requires a wait of {Duration(wait)}, which is {limit}.";

    public static string RetryAfterOverMaximum(TimeSpan maximum) => $"longer than the maximum of {WaitTime.Seconds(maximum)}";

    public static string BatchEntriesNotNamed(long count)
        => $"the tenant reports {count} refused {(count == 1 ? "entry but does not name it" : "entries but names none of them")}";

    // Answers that leave the outcome open

    public static string RefusalUnclear(string request, int status, string? foreignContentType, string? said, bool isRepeated)
        => $"{request} was answered with {status}{Foreign(foreignContentType)}{(said is null ? null : $" ({said.TrimEnd('.')})")}, "
            + $"which does not show whether it was applied{NotRepeated(isRepeated)}.";

    public static string AnswerUnproven(string subject, string request, int status, string? contentType)
        => $"{subject}: {request} was answered with {status} ({contentType ?? NoContentType}), which does not show the change. "
            + "It is not known whether the change was made.";

    public static string ChangeNotHeld(string subject, string request, int status, string? contentType, string? version)
        => $"{subject}: {request} was answered with {status} ({contentType ?? NoContentType}), but reading the object back"
            + $"{(version is null ? null : $" (version {version})")} does not show the change; it was not made.";

    /// <summary>The line above the list of members.</summary>
    public static string WriteNotApplied(string subject, string request, int status, bool isPartial)
        => $"{subject}: {request} was answered with {status}, but the tenant does not hold {(isPartial ? "all" : "the")} values that were "
            + "sent (sent → held):";

    public static string TenantSaid(string said) => $"The tenant's answer: {said}";

    public static string WriteAnswerInvalid(string request, int status, string? contentType, string cause)
        => $"{request} was answered with {status} ({contentType ?? NoContentType}), but the answer could not be understood: "
            + $"{cause.TrimEnd('.')}. It is not known whether the tenant applied the write.";

    public static string AnswerInvalid(string request, string cause) => $"The answer to {request} could not be understood: {cause}";

    // Log lines

    public static string Answered(string request, int status, string elapsed, long? bytes, string? requestId)
        => $"{request} -> {status} in {elapsed}{(bytes is { } size ? $", {Size(size)}" : null)}"
            + (requestId is null ? null : $", request id {requestId}");

    public static string HeadersTraced(string request, string sent, string received) => $"{request}: sent {sent}; received {received}";

    public static string NoAnswer(string request, string elapsed, string cause) => $"{request} -> no answer after {elapsed}: {cause}";

    public static string Attempt(string request, int attempt) => attempt == 1 ? request : $"{request} (attempt {attempt})";

    public static string Status(int status) => $"status {status}";

    public static string Retrying(string request, string cause, TimeSpan wait, bool isRetryAfter, int attempt)
        => $"{request}: {cause}; waiting {WaitTime.Seconds(wait)} ({(isRetryAfter ? "Retry-After" : "back-off")}) "
            + $"before attempt {attempt}.";

    public static string WaitingForBudget(int perMinute, int perSecond)
        => $"request budget used up ({perMinute} per minute, {perSecond} per second)";

    public static string WaitingForSharedBudget(int perMinute, int perSecond)
        => $"shared request budget used up ({perMinute} per minute, {perSecond} per second, all machines)";

    public const string WaitingForStore = "store cannot be reached";

    public const string StoreIsBack = "The store can be reached again. All requests are counted there again.";

    public static string ReducedBudget(int perMinute, string cause)
        => $"{cause} Until the store can be reached again, this session sends at most {Count(perMinute, "request")} per minute, and only "
            + "requests that change nothing.";

    public static string WriteNotCounted(string cause)
        => $"{cause} The change was not sent, because it could be neither counted nor recorded.";

    public static string WaitingForRetry(string cause, bool isRetryAfter, int attempt)
        => $"{cause}, attempt {attempt} follows ({(isRetryAfter ? "Retry-After" : "back-off")})";

    public static string WaitingForAnswer(string request) => $"answer to {request}";

    public static string ReplayedWithFreshToken(string request)
        => $"{request}: the token was refused; sending the request once more with a fresh token.";

    public static string TokenNotRenewed(string errorId, DateTimeOffset expiresAt)
        => $"The token could not be renewed ({errorId}); the current one remains in use until {expiresAt:u}.";

    public static string BudgetExhausted(int perMinute, int perSecond, TimeSpan wait)
        => $"Request budget ({perMinute} per minute, {perSecond} per second): waiting {WaitTime.Seconds(wait)}.";

    public static string SharedBudgetExhausted(int perMinute, int perSecond, TimeSpan wait)
        => $"Shared request budget ({perMinute} per minute, {perSecond} per second, all machines): waiting about {WaitTime.Seconds(wait)}.";

    public static string ListChanged(long first, long? now)
        => $"The list changed while it was read ({Count(first, "item")} at first, {(now is null ? "unknown" : $"{now}")} now): "
            + "an item may be missing or appear twice.";

    private static string Said(string? said) => said is null ? "." : $": {said.TrimEnd('.')}.";

    private static string Object(string? id) => id is null ? "the object" : $"'{id}'";

    private static string? Foreign(string? contentType)
        => contentType is null ? null : $" in a format other than the interface's own ({contentType})";

    private static string? NotRepeated(bool isRepeated) => isRepeated ? null : ", so it was not repeated";

    private static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Size(long bytes)
        => bytes < 1024 ? $"{bytes} B" : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB");

    private static string Duration(TimeSpan wait)
        => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(wait.TotalSeconds):0} s") + (wait.TotalSeconds < 600
            ? null
            : wait.TotalDays >= 1
                ? string.Create(CultureInfo.InvariantCulture, $" ({wait.TotalDays:0.#} days)")
                : string.Create(CultureInfo.InvariantCulture, $" ({wait.TotalMinutes:0} minutes)"));

    private static string Items(long count) => $"{count} {(count == 1 ? "item" : "items")}";
}
