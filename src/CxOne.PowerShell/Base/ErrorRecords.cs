using System.Management.Automation;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>Makes PowerShell's error records of the module's exceptions: stable id, category, the user's item, what to do next.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(CxException exception, object? item)
        => new(exception, exception.ErrorId, Category(exception.Definition.Kind), exception.Item ?? item)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = exception.RecommendedAction },
        };

    /// <summary>
    /// An error about one item of many: it names the object, also where the message is about a member of it alone. The object is the one
    /// that the exception names, otherwise the item.
    /// </summary>
    public static ErrorRecord ForItem(CxException exception, object? item)
    {
        var record = From(exception, item);
        if ((exception.Item as string ?? item as string) is { Length: > 0 } name
            && !exception.Message.Contains(TerminalText.Message(name), StringComparison.Ordinal))
        {
            var isList = exception.Message.StartsWith("- ", StringComparison.Ordinal);
            record.ErrorDetails = new ErrorDetails($"{TerminalText.Message(name)}:{(isList ? Environment.NewLine : " ")}{exception.Message}")
            {
                RecommendedAction = exception.RecommendedAction
            };
        }

        return record;
    }

    /// <summary>An error about one row of many: the row stands before what happened.</summary>
    public static ErrorRecord ForRow(CxException exception, string row, object? item)
    {
        var record = From(exception, item);
        record.ErrorDetails = new ErrorDetails($"{TerminalText.Message($"{char.ToUpperInvariant(row[0])}{row[1..]}")}: {exception.Message}")
        {
            RecommendedAction = exception.RecommendedAction
        };
        return record;
    }

    public static ErrorRecord FromUnexpected(Exception exception)
        => new(exception, CxErrors.Unexpected.Id, Category(CxErrors.Unexpected.Kind), null)
        {
            ErrorDetails = new ErrorDetails(TerminalText.Message($"{exception.GetType().Name}: {exception.Message}"))
            {
                RecommendedAction = CxVocabulary.Current.RecommendedAction(CxErrors.Unexpected)
            },
        };

    /// <summary>
    /// The record as it may be shown: pwsh quotes its target in the category's line. The message
    /// has been escaped where it was made; the target object stays raw.
    /// </summary>
    public static ErrorRecord Shown(ErrorRecord record)
    {
        if (record.CategoryInfo.TargetName is { Length: > 0 } name)
        {
            record.CategoryInfo.TargetName = TerminalText.Message(name);
        }

        if (record.ErrorDetails?.RecommendedAction is { Length: > 0 } action)
        {
            record.ErrorDetails.RecommendedAction = TerminalText.Message(action);
        }

        return record;
    }

    /// <summary>
    /// Every further item would fail in the same way, or could not be recorded: the cmdlet ends at once. A change that was made and could
    /// not be recorded does not end it, since that would take its result from the
    /// caller; the next item finds out that it cannot be recorded.
    /// </summary>
    public static bool EndsSession(CxException exception) => exception is not CxUnrecordedChangeException && IsFatal(exception);

    private static bool IsFatal(CxException exception)
        => exception.Definition.Kind == CxErrorKind.Authentication
            || exception.Definition == CxErrors.NotConnected
            || exception.Definition == CxErrors.ConnectionClosed
            || exception.Definition == CxErrors.AuditWriteFailed
            || exception.Definition == CxErrors.AuditPathUnsafe;

    private static ErrorCategory Category(CxErrorKind kind) => kind switch
    {
        CxErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        CxErrorKind.Authentication => ErrorCategory.AuthenticationError,
        CxErrorKind.Permission => ErrorCategory.PermissionDenied,
        CxErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        CxErrorKind.Exists => ErrorCategory.ResourceExists,
        CxErrorKind.InvalidOperation => ErrorCategory.InvalidOperation,
        CxErrorKind.LimitsExceeded => ErrorCategory.LimitsExceeded,
        CxErrorKind.Unavailable => ErrorCategory.ResourceUnavailable,
        CxErrorKind.Timeout => ErrorCategory.OperationTimeout,
        CxErrorKind.Connection => ErrorCategory.ConnectionError,
        CxErrorKind.Write => ErrorCategory.WriteError,
        CxErrorKind.InvalidData => ErrorCategory.InvalidData,
        _ => ErrorCategory.InvalidResult,
    };
}
